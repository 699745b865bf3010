import { hash } from 'node:crypto';
import fc from 'fast-check';
import { createHashSlots } from './hash-slots.ts';

const record = (partitionKey: string) => ({ data: Buffer.from('x'), partitionKey });
const shardOf = (key: bigint, shards: number) => Number((key * BigInt(shards)) >> 128n);
const md5 = (key: string) => BigInt(`0x${hash('md5', key)}`);

test('a record keeps the shard of its partition key when slots are a multiple of equal shards', () => {
  const shardCounts = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(fc.string(), shardCounts, fc.integer({ min: 1, max: 20 }), (key, shards, times) => {
      const placed = createHashSlots(shards * times)(record(key));
      const chosen = shardOf(BigInt(placed.explicitHashKey ?? -1), shards);
      expect(chosen).toBe(shardOf(md5(key), shards));
    }),
    { numRuns: 300 },
  );
});

test('there are no more hash keys than slots, and all of them are used', () => {
  const place = createHashSlots(4);
  const used = new Set(
    Array.from({ length: 200 }, (_, n) => place(record(`${n}`)).explicitHashKey),
  );
  const quarter = 2n ** 126n;
  expect(used).toEqual(new Set([1n, 3n, 5n, 7n].map((odd) => String((odd * quarter) / 2n))));
});

test("leaves the caller's hash key alone", () => {
  const own = { ...record('k'), explicitHashKey: '7' };
  expect(createHashSlots(4)(own)).toBe(own);
});
