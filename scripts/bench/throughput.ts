import type { Figure } from './figure.ts';
import { floor } from './floor.ts';
import { createSerialFunction } from './kinesis-to-s3.ts';
import { inTurn, ratio } from './measure.ts';
import { sampleRecords } from './sample-records.ts';

const count = 10_000;
const goals = [
  { level: 6, least: 0.9 },
  { level: 1, least: 0.85 },
];

/** Speed on a batch of 10,000 records as a share of the hand-written floor's. */
export async function throughput(): Promise<Figure[]> {
  const records = sampleRecords(count);
  const figures: Figure[] = [];
  for (const { level, least } of goals) {
    const handle = createSerialFunction(level);
    const work = { floor: () => floor(records, level), ours: () => handle(records) };
    const costs = await inTurn(work, { rounds: 9, warmUp: 2, runs: 4 });
    const wall = ratio(costs.floor, costs.ours, 'wall');
    const cpu = ratio(costs.floor, costs.ours, 'cpu');
    figures.push({
      name: `share of the floor's speed, ${count} records, gzip ${level}`,
      value: `${wall.toFixed(2)} (by processor time ${cpu.toFixed(2)})`,
      goal: `at least ${least.toFixed(2)}`,
      met: wall >= least,
    });
  }
  return figures;
}
