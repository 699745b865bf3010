import type { OutgoingRecord } from '../events.ts';
import {
  type KeyedRecord,
  maxRecordBytes,
  type RecordLimits,
  recordBatches,
} from './record-batches.ts';

const record = (size: number, partitionKey = 'k') => ({
  data: Buffer.alloc(size),
  partitionKey,
  events: [],
});

async function batchesOf(records: readonly OutgoingRecord[], limits?: RecordLimits) {
  const batches: KeyedRecord[][] = [];
  for await (const batch of recordBatches(records, limits)) batches.push(batch);
  return batches;
}

async function sizes(records: readonly OutgoingRecord[], limits?: RecordLimits) {
  const batches = await batchesOf(records, limits);
  return batches.map((batch) => batch.map(({ data }) => data.length));
}

describe('recordBatches', () => {
  test('puts no more records in a call than the limit, and none in an empty one', async () => {
    const limits = { records: 2, bytes: 100 };
    expect(
      await sizes(
        [1, 2, 3].map((size) => record(size)),
        limits,
      ),
    ).toEqual([[1, 2], [3]]);
    expect(await sizes([], limits)).toEqual([]);
  });

  test('counts the partition key among the bytes, and fills a call to the last', async () => {
    const limits = { records: 9, bytes: 20 };
    expect(await sizes([record(9), record(9), record(1)], limits)).toEqual([[9, 9], [1]]);
    expect(await sizes([record(9), record(10), record(1)], limits)).toEqual([[9], [10, 1]]);
  });

  test('gives each record without a partition key one of its own', async () => {
    const records = [1, 2].map(() => ({ data: Buffer.alloc(1), events: [] }));
    const [batch = []] = await batchesOf(records);
    const keys = new Set(batch.map(({ partitionKey }) => partitionKey));
    expect(keys.size).toBe(2);
    for (const key of keys) expect(maxRecordBytes + Buffer.byteLength(key)).toBe(1024 * 1024);
  });
});
