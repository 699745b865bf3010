import { createConform, defaultKeys, takeIn } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import type { Figure } from '../figure.ts';
import { inTurn, ratio } from '../measure.ts';
import { sampleRecords } from '../sample-records.ts';

const conform = createConform({ keys: defaultKeys, timeZone: 'UTC', wants: () => true });

/** Whether a record costs the same in any batch, and a byte the same in any record. */
export async function scaling(): Promise<Figure[]> {
  return [await perRecord(), await perByte()];
}

async function perRecord(): Promise<Figure> {
  const small = sampleRecords(100);
  const large = sampleRecords(10_000);
  const work = {
    small: () => {
      for (let batch = 0; batch < 100; batch += 1) takeIn(small, conform);
    },
    large: () => takeIn(large, conform),
  };
  const costs = await inTurn(work, { rounds: 15, warmUp: 3 });
  return figure(
    'a record in a batch of 10,000 over one of 100',
    ratio(costs.large, costs.small, 'wall'),
  );
}

async function perByte(): Promise<Figure> {
  const ofSize = (bytes: number) => {
    const event = {
      log_type: 'app',
      time: '2026-11-21T05:00:00Z',
      text: 'words '.repeat(bytes / 6),
    };
    const record = kinesisRecord({ data: JSON.stringify(event) });
    return Array.from({ length: (8 * 1024 * 1024) / bytes }, () => record);
  };
  const tens = ofSize(10 * 1024);
  const megabyte = ofSize(1024 * 1024);
  const work = { tens: () => takeIn(tens, conform), megabyte: () => takeIn(megabyte, conform) };
  const costs = await inTurn(work, { rounds: 15, warmUp: 3 });
  return figure(
    'a byte in a record of 1 MB over one of 10 KB',
    ratio(costs.megabyte, costs.tens, 'wall'),
  );
}

function figure(what: string, times: number): Figure {
  return {
    name: `cost of ${what}`,
    value: times.toFixed(2),
    goal: 'at most 1.50',
    met: times <= 1.5,
  };
}
