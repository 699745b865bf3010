import type { Figure } from './figure.ts';
import { createSerialFunction } from './kinesis-to-s3.ts';
import { inTurn, ratio } from './measure.ts';
import { sampleRecords } from './sample-records.ts';

const total = 10_000;

/** Cost of a record in batches of several sizes over its cost in the largest; each run does 10,000. */
export async function growth(): Promise<Figure[]> {
  const handle = createSerialFunction(6);
  const inBatchesOf = (size: number) => {
    const records = sampleRecords(size);
    return async () => {
      for (let done = 0; done < total; done += size) await handle(records);
    };
  };
  const work = {
    small: inBatchesOf(100),
    middle: inBatchesOf(1_000),
    large: inBatchesOf(total),
  };
  const costs = await inTurn(work, { rounds: 9, warmUp: 2 });
  const grown = ratio(costs.large, costs.middle, 'wall');
  return [
    {
      name: 'cost of a record in a batch of 10,000 over one of 1,000',
      value: grown.toFixed(2),
      goal: 'at most 1.20',
      met: grown <= 1.2,
    },
    {
      name: 'cost of a record in a batch of 10,000 over one of 100',
      value: ratio(costs.large, costs.small, 'wall').toFixed(2),
      goal: '',
      met: true,
    },
  ];
}
