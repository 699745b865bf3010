import type { OutgoingRecord } from '../events.ts';
import { type KeyedRecord, maxRecordBytes, parcels } from './parcels.ts';

async function parcelsOf(sizes: number[], maxBytes: number) {
  const records: OutgoingRecord[] = sizes.map((size) => ({ data: Buffer.alloc(size), events: [] }));
  const made: KeyedRecord[][] = [];
  for await (const parcel of parcels(records, maxBytes)) made.push(parcel);
  return made;
}

test.each([
  [[], []],
  [[4, 6], [[4, 6]]],
  [
    [4, 7],
    [[4], [7]],
  ],
  [
    [11, 1],
    [[11], [1]],
  ],
  [
    [0, 10, 0, 1],
    [[0, 10, 0], [1]],
  ],
])('records of %j bytes go in parcels of ten as %j', async (sizes, expected) => {
  const made = await parcelsOf(sizes, 10);
  expect(made.map((parcel) => parcel.map(({ data }) => data.length))).toEqual(expected);
});

test('each record without a partition key gets one of its own, which the largest leaves room for', async () => {
  const [parcel = []] = await parcelsOf([1, 2], 10);
  const keys = new Set(parcel.map(({ partitionKey }) => partitionKey));
  expect(keys.size).toBe(2);
  for (const key of keys) expect(maxRecordBytes + Buffer.byteLength(key)).toBe(1024 * 1024);
});
