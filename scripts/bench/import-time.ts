import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { BuiltZip } from '../build.ts';
import type { Figure } from './figure.ts';
import { functionEnvironments } from './function-environments.ts';
import { inTurn, median, ratio } from './measure.ts';

const most = 3.5;

/** Time to start Node and load a built function, over that of an empty script. */
export async function importTime({ name, path }: BuiltZip): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'logdrive-bench-'));
  try {
    for (const [file, bytes] of Object.entries(unzipSync(readFileSync(path)))) {
      writeFileSync(join(folder, file), bytes);
    }
    writeFileSync(join(folder, 'empty.js'), '');
    const work = {
      ours: () => start(folder, 'index.js', name),
      empty: () => start(folder, 'empty.js', name),
    };
    const costs = await inTurn(work, { rounds: 25, warmUp: 3 });
    const times = ratio(costs.ours, costs.empty, 'wall');
    const added =
      median(costs.ours.map(({ wall }) => wall)) - median(costs.empty.map(({ wall }) => wall));
    return {
      name: "import time over an empty script's",
      value: `${times.toFixed(2)} (${added.toFixed(0)} ms more)`,
      goal: `at most ${most.toFixed(2)}`,
      met: times <= most,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start(folder: string, script: string, name: string): void {
  const env = { ...functionEnvironments[name], AWS_REGION: 'eu-west-1' };
  const { status, stderr } = spawnSync(process.execPath, [join(folder, script)], { env });
  if (status !== 0) throw new Error(`${name}'s ${script} does not load: ${stderr}`);
}
