import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import type { BuiltZip } from '../build.ts';
import type { Figure } from './figure.ts';
import { inTurn, median, ratio } from './measure.ts';

const most = 3.5;

/** Time to start Node and load each built function, over that of an empty script. */
export async function importTime(zips: readonly BuiltZip[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const zip of zips) figures.push(await importTimeOf(zip));
  return figures;
}

async function importTimeOf({ name, path }: BuiltZip): Promise<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'logdrive-bench-'));
  try {
    for (const [file, bytes] of Object.entries(unzipSync(readFileSync(path)))) {
      writeFileSync(join(folder, file), bytes);
    }
    writeFileSync(join(folder, 'empty.js'), '');
    const work = { ours: () => start(folder, 'index.js'), empty: () => start(folder, 'empty.js') };
    const costs = await inTurn(work, { rounds: 25, warmUp: 3 });
    const times = ratio(costs.ours, costs.empty, 'wall');
    const added =
      median(costs.ours.map(({ wall }) => wall)) - median(costs.empty.map(({ wall }) => wall));
    return {
      name: `import time of ${name} over an empty script's`,
      value: `${times.toFixed(2)} (${added.toFixed(0)} ms more)`,
      goal: `at most ${most.toFixed(2)}`,
      met: times <= most,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start(folder: string, script: string): void {
  const env = { BUCKET: 'logs', AWS_REGION: 'eu-west-1' };
  const { status, stderr } = spawnSync(process.execPath, [join(folder, script)], { env });
  if (status !== 0) throw new Error(`${script} does not load: ${stderr}`);
}
