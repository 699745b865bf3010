import { kinesisRecord } from '../factories.ts';
import { nextBatch, payloadBytes, payloadLimit } from './next-batch.ts';
import { checkMappingSettings, defaultMappingSettings } from './settings.ts';

const records = (count: number, bytes = 10) =>
  Array.from({ length: count }, () => kinesisRecord({ data: Buffer.alloc(bytes) }));
const settings = { ...defaultMappingSettings, batchSize: 100, maximumBatchingWindowInSeconds: 5 };

test.each([
  ['no record', 0, 0, { take: 0 }],
  ['a batch that is not full waits for its window', 99, 2_000, { take: 0, waitMs: 3_000 }],
  ['the window is over', 99, 5_000, { take: 99 }],
  ['the batch is full', 101, 0, { take: 100 }],
])('%s', (_, count, nowMs, expected) => {
  const gathered = { records: records(count), sinceMs: 0, ended: false };
  expect(nextBatch(gathered, settings, nowMs)).toEqual(expected);
});

test('without a window, and at the end of a shard, what is there goes at once', () => {
  const gathered = { records: records(1), sinceMs: 0, ended: false };
  expect(nextBatch(gathered, defaultMappingSettings, 0)).toEqual({ take: 1 });
  expect(nextBatch({ ...gathered, ended: true }, settings, 0)).toEqual({ take: 1 });
});

test('a batch is full at 6 MB of payload, base64 included: about 4.4 MB of data', () => {
  const many = records(10, 700_000);
  const { take } = nextBatch({ records: many, sinceMs: 0, ended: false }, settings, 0);
  expect(take).toBe(6);
  const payload = Buffer.byteLength(JSON.stringify({ Records: many.slice(0, take) }));
  expect(payload).toBeLessThanOrEqual(payloadLimit);
  expect(payload + payloadBytes(many[6] as never)).toBeGreaterThan(payloadLimit);
});

test.each([
  { batchSize: 0 },
  { batchSize: 10_001 },
  { batchSize: 10, maximumBatchingWindowInSeconds: 301 },
  { parallelizationFactor: 11 },
  { maximumRetryAttempts: 10_001 },
  { maximumRecordAgeInSeconds: 59 },
  { maximumRecordAgeInSeconds: 604_801 },
])('Lambda refuses %p', (changes) => {
  const given = { ...defaultMappingSettings, batchSize: 10, ...changes };
  expect(() => checkMappingSettings(given)).toThrow(RangeError);
});
