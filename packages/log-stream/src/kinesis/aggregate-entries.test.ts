import fc from 'fast-check';
import { readAggregate } from '../decode/kpl-aggregate.ts';
import { AggregateBuilder } from './aggregate-builder.ts';
import { createAggregation } from './aggregate-entries.ts';
import { plainEntry } from './put-entry.ts';
import { recordBytes, type WriteRecord } from './write-record.ts';

const indexed = (records: readonly WriteRecord[]) =>
  records.map((record, index) => plainEntry(record, index));
const small = (partitionKey: string, explicitHashKey?: string): WriteRecord => ({
  data: Buffer.from(`{"key":"${partitionKey}"}`),
  partitionKey,
  explicitHashKey,
});
const byKey = { maxBytes: 2_000, hashSlots: undefined };

test('records with the same partition key share an aggregate, others do not', () => {
  const entries = createAggregation(byKey)(indexed(['a', 'b', 'a', 'c', 'b'].map((k) => small(k))));
  expect(entries.map(({ members, partitionKey }) => [partitionKey, members])).toEqual([
    ['a', [0, 2]],
    ['b', [1, 4]],
    ['c', [3]],
  ]);
  expect(Buffer.from(entries[2]?.data ?? []).toString()).toBe('{"key":"c"}');
});

test('records with the same explicit hash key share one, whatever their partition keys', () => {
  const records = [small('a', '1'), small('b', '1'), small('a', '2'), small('a')];
  const entries = createAggregation(byKey)(indexed(records));
  expect(entries.map(({ members }) => members)).toEqual([[0, 1], [2], [3]]);
  expect(entries[0]).toMatchObject({ partitionKey: 'a', explicitHashKey: '1' });
});

test('with hash slots, records share aggregates though no key repeats', () => {
  const records = Array.from({ length: 100 }, (_, n) => small(`key-${n}`));
  const entries = createAggregation({ maxBytes: 50_000, hashSlots: 4 })(indexed(records));
  expect(entries).toHaveLength(4);
  for (const { explicitHashKey, data } of entries) {
    const read = readAggregate(Buffer.from(data)) ?? [];
    expect(new Set(read.map((record) => record.explicitHashKey))).toEqual(
      new Set([explicitHashKey]),
    );
  }
});

test('an aggregate is passed on as it is: readers would not look inside another', () => {
  const builder = new AggregateBuilder(undefined);
  builder.add(small('k'), 1_000);
  const aggregate = builder.build();
  const records = [aggregate, small('k'), aggregate];
  const entries = createAggregation({ maxBytes: 2_000, hashSlots: 8 })(indexed(records));
  const kept = entries.filter(({ data }) => data === aggregate.data);
  expect(kept.map(({ members }) => members)).toEqual([[0], [2]]);
  expect(kept[0]?.explicitHashKey).toBeUndefined();
});

test('a record too large for an aggregate goes alone and closes none', () => {
  const large = { data: Buffer.alloc(3_000), partitionKey: 'k' };
  const entries = createAggregation(byKey)(indexed([small('k'), large, small('k')]));
  expect(entries.map(({ members }) => members)).toEqual([[1], [0, 2]]);
});

test('every record is in one entry, in order, and no entry is over its limit', () => {
  const records = fc.array(
    fc.record({
      data: fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(new Uint8Array(900))),
      partitionKey: fc.constantFrom('a', 'b', 'ключ', 'x'.repeat(200)),
      explicitHashKey: fc.constantFrom(undefined, undefined, '7'),
    }),
    { maxLength: 120 },
  );
  const slots = fc.constantFrom(undefined, 1, 3);
  fc.assert(
    fc.property(records, slots, (given, hashSlots) => {
      const entries = createAggregation({ maxBytes: 1_024, hashSlots })(indexed(given));
      const members = entries.flatMap((entry) => entry.members);
      expect(members.toSorted((a, b) => a - b)).toEqual(given.map((_, index) => index));
      for (const entry of entries) {
        expect(entry.bytes).toBe(recordBytes(entry));
        if (entry.members.length > 1) {
          expect(entry.bytes).toBeLessThanOrEqual(1_024);
          const read = readAggregate(Buffer.from(entry.data)) ?? [];
          expect(read.map(({ data }) => data.toString('hex'))).toEqual(
            entry.members.map((index) => Buffer.from(given[index]?.data ?? []).toString('hex')),
          );
        }
      }
    }),
    { numRuns: 150 },
  );
});
