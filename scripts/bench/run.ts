/**
 * Measures what Logdrive promises of speed, size and memory, as ratios within this run. Absolute
 * times say more of the machine than of the code.
 *
 *     node scripts/bench/run.ts
 */
import { build } from '../build.ts';
import { step } from '../console/progress.ts';
import { table } from '../console/table.ts';
import type { Figure } from './figure.ts';
import { growth } from './growth.ts';
import { importTime } from './import-time.ts';
import { deaggregation } from './log-stream/deaggregation.ts';
import { lineFormatCosts } from './log-stream/line-formats.ts';
import { scaling } from './log-stream/scaling.ts';
import { transform } from './log-stream/transform.ts';
import { peakMemory } from './peak-memory.ts';
import { throughput } from './throughput.ts';
import { zipSize } from './zip-size.ts';

const zips = await step('Building the functions', () => build());
const groups: Record<string, Figure[]> = {
  '@logdrive/log-stream': [
    ...(await step('Reading aggregates', () => deaggregation())),
    ...(await step('Transforming CloudWatch Logs envelopes', () => transform())),
    ...(await step('Scaling with batch and record', () => scaling())),
  ],
  'line formats': await step('Line formats', () => lineFormatCosts()),
  'kinesis-to-s3': [
    ...(await step('Throughput against the floor', () => throughput())),
    ...(await step('Growth with the batch', () => growth())),
    ...(await step('Import time', () => importTime(zips))),
    ...(await step('Peak memory', () => peakMemory())),
    ...zipSize(zips),
  ],
};

for (const [name, figures] of Object.entries(groups)) {
  const rows = figures.map(({ name, value, goal, met }) => [
    name,
    value,
    goal,
    met ? '' : 'missed',
  ]);
  console.log();
  table([[name, 'figure', 'goal', ''], ...rows]);
}
if (
  Object.values(groups)
    .flat()
    .some(({ met }) => !met)
)
  process.exitCode = 1;
