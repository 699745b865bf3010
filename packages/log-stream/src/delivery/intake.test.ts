import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { failedToRead } from '../decode/reading-failed.ts';
import { searchable } from '../opensearch/searchable.ts';
import { type Conform, createConform, defaultKeys } from '../schema/common-schema.ts';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '../testing/factories.ts';
import { takeIn } from './intake.ts';

const record = (data: string | Buffer) => kinesisRecord({ data });
const good = '{"log_type":"app","log_id":"1","time":"2026-11-21T05:00:00Z"}';
const filtered = '{"log_type":"noise"}';
const bad = '{"time":"2026-11-21T05:00:00Z"}';
const conform = createConform({ wants: (logType) => logType !== 'noise' });

test('a record over which conform throws is one reject, and takes no neighbour with it', () => {
  const throws: Conform = (decoded) => {
    if (decoded.value.defect === true) throw new RangeError('a defect of ours');
    return conform(decoded);
  };
  const broken = [good, filtered, bad, '{"defect":true}'].join('\n');
  const intake = takeIn([good, broken, good].map(record), throws);
  expect(intake).toMatchObject({ records: 3, filtered: 0, events: [{ position: 0 }, {}] });
  expect(intake.rejects).toMatchObject([
    {
      reason: 'not_object',
      detail: 'reading the record failed: RangeError',
      bytes: Buffer.from(broken),
      position: 0,
    },
  ]);
});

test('a record that gives too many bytes, delivered and refused, is refused as a whole', () => {
  const data = [good, filtered, ...Array(5).fill(bad), 'no object'].join('\n');
  const bytes = good.length + 5 * bad.length + 'no object'.length;
  const take = (recordOutputBytes: number) =>
    takeIn([good, data, good].map(record), conform, { limits: { recordOutputBytes } });
  expect(take(bytes)).toMatchObject({ filtered: 1, events: { length: 3 }, rejects: { length: 6 } });
  expect(take(bytes - 1)).toMatchObject({
    filtered: 0,
    events: { length: 2 },
    rejects: [{ reason: 'inflate_limit', position: 0, bytes: Buffer.from(data) }],
  });
});

test('a record that would pass what a batch may give is left, whole, with all after it', () => {
  const records = Array.from({ length: 5 }, () => record([good, filtered, bad, 'no'].join('\n')));
  const take = (batchOutputBytes: number) =>
    takeIn(records, conform, { limits: { batchOutputBytes } });
  const ofRecord = good.length + bad.length + 'no'.length;
  expect(take(3 * ofRecord)).toMatchObject({
    records: 3,
    filtered: 3,
    events: { length: 3 },
    rejects: { length: 6 },
    leftFrom: records[3]?.kinesis.sequenceNumber,
  });
  expect(take(3 * ofRecord - 1).records).toBe(2);
  expect(take(1).records).toBe(1);
});

/** Events with odd values where the schema and the sinks look. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', 0, 7, '7', true, [], {}, [[{}]], { toString: 1 }),
  fc.constantFrom<unknown>('2026-11-21T05:00:00Z', '2016-12-31T23:59:60Z', 1795237200.5, 'a.b'),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = [
  'log_type',
  'log_id',
  'time',
  'event',
  'meta',
  'message',
  'record',
  'source',
  'type',
];
const event = fc
  .dictionary(fc.constantFrom(...names, 'event.created', 'meta.id', '__proto__'), odd)
  .map((members) => JSON.stringify(members));

test('nothing that an event holds makes conform throw', () => {
  const dotted = { logType: 'log_type', logId: 'meta.id', time: 'event.created' };
  const ways = [conform, createConform({ keys: dotted })].flatMap((each, index) => [
    each,
    searchable(each, index === 0 ? defaultKeys : dotted),
  ]);
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 5 }), (events) => {
      const data = [events.join('\n'), cloudwatchData(cloudwatchEnvelope(events))];
      for (const way of ways) {
        const { rejects } = takeIn(data.map(record), way);
        for (const { detail } of rejects) expect(detail).not.toContain(failedToRead);
      }
    }),
    { numRuns: 1000 },
  );
});

test('what is left inflates no further', () => {
  const large = record(gzipSync(`${good.slice(0, -1)},"pad":"${'x'.repeat(1000)}"}`));
  const limits = { batchBytes: 1500 };
  expect(takeIn([large, large, large], conform, { limits })).toMatchObject({ records: 2 });
});
