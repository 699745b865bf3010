/**
 * Measures what Logdrive promises of speed, size and memory, as ratios within this run.
 *
 *     node scripts/bench/run.ts
 */
import { build } from '../build.ts';
import { step } from '../console/progress.ts';
import { table } from '../console/table.ts';
import type { Figure } from './figure.ts';
import { growth } from './growth.ts';
import { importTime } from './import-time.ts';
import { peakMemory } from './peak-memory.ts';
import { throughput } from './throughput.ts';
import { zipSize } from './zip-size.ts';

// Compression runs on libuv's threads; with one of them the work is serial, as on one processor.
process.env.UV_THREADPOOL_SIZE = '1';

const zips = await step('Building the functions', () => build());
const figures: Figure[] = [
  ...(await step('Throughput against the floor', () => throughput())),
  ...(await step('Growth with the batch', () => growth())),
  ...(await step('Import time', () => importTime(zips))),
  ...(await step('Peak memory', () => peakMemory())),
  ...zipSize(zips),
];

table([
  ['kinesis-to-s3', 'figure', 'goal', ''],
  ...figures.map(({ name, value, goal, met }) => [name, value, goal, met ? '' : 'missed']),
]);
if (figures.some(({ met }) => !met)) process.exitCode = 1;
