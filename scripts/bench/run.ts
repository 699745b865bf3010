/**
 * Measures what Logdrive promises of speed, size and memory, as ratios within this run. Absolute
 * times say more of the machine than of the code.
 *
 *     node scripts/bench/run.ts [part ...]
 *
 * Without arguments all parts; a part is a name of those below.
 */
import { spawnSync } from 'node:child_process';
import { type BuiltZip, build } from '../build.ts';
import { step } from '../console/progress.ts';
import { table } from '../console/table.ts';
import type { Figure } from './figure.ts';
import { growth } from './growth.ts';
import { importTime } from './import-time.ts';
import { forward } from './kinesis-forward.ts';
import { indexingThroughput } from './kinesis-to-es.ts';
import { indexingIntoNode } from './kinesis-to-es-node.ts';
import { deaggregation } from './log-stream/deaggregation.ts';
import { lineFormatCosts } from './log-stream/line-formats.ts';
import { scaling } from './log-stream/scaling.ts';
import { schemaCheck } from './log-stream/schema-check.ts';
import { transform } from './log-stream/transform.ts';
import { peakMemory } from './peak-memory.ts';
import { subscription } from './subscription.ts';
import { throughput } from './throughput.ts';
import { zipSize } from './zip-size.ts';

type Measure = () => Figure[] | Promise<Figure[]>;

/** What is measured of each part, under what the console says meanwhile. */
const parts: Readonly<Record<string, Readonly<Record<string, Measure>>>> = {
  'log-stream': {
    'Reading aggregates': deaggregation,
    'Transforming CloudWatch Logs envelopes': transform,
    'Holding events against schemas': schemaCheck,
    'Scaling with batch and record': scaling,
  },
  'line-formats': { 'Line formats': lineFormatCosts },
  'kinesis-to-s3': {
    'Throughput against the floor': throughput,
    'Growth with the batch': growth,
    'Peak memory': peakMemory,
  },
  'kinesis-to-es': {
    'Throughput against the floor': indexingThroughput,
    'Indexing into a real node': indexingIntoNode,
  },
  'kinesis-forward': { 'Throughput against the floor': forward },
  subscription: { 'Throughput against the floor': subscription },
};

async function measure(name: string, zips: readonly BuiltZip[]): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [title, work] of Object.entries(parts[name] ?? {})) {
    figures.push(...(await step(`${name}: ${title}`, async () => work())));
  }
  for (const zip of zips.filter((each) => each.name === name)) {
    figures.push(await step(`${name}: Import time`, () => importTime(zip)), zipSize(zip));
  }
  return figures;
}

function print(name: string, figures: readonly Figure[]): void {
  const rows = figures.map((figure) => {
    const { name: what, value, goal, met } = figure;
    return [what, value, goal, met ? '' : 'missed'];
  });
  console.log();
  table([[name, 'figure', 'goal', ''], ...rows]);
}

/** Each part in a process of its own: what another leaves of garbage and of compiled code would tell on it. */
function measureApart(names: readonly string[]): void {
  for (const name of names) {
    const args = ['--disable-warning=ExperimentalWarning', import.meta.filename, name];
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}

async function measureHere(name: string): Promise<void> {
  const zips = await step('Building the functions', () => build());
  const figures = await measure(name, zips);
  print(name, figures);
  if (figures.some(({ met }) => !met)) process.exitCode = 1;
}

const chosen = process.argv.slice(2);
const names = chosen.length > 0 ? chosen : Object.keys(parts);
const unknown = names.find((name) => parts[name] === undefined);
if (unknown !== undefined) {
  console.error(`${unknown} is no part: give any of ${Object.keys(parts).join(', ')}`);
  process.exitCode = 2;
} else if (names.length === 1 && names[0] !== undefined) {
  await measureHere(names[0]);
} else {
  measureApart(names);
}
