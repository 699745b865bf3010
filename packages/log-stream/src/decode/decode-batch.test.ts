import { gzipSync } from 'node:zlib';
import {
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  kinesisRecord,
  kplAggregate,
} from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';

const record = (data: string | Buffer) => kinesisRecord({ data });
const none = { events: [], rejects: [], controlMessages: 0, taken: 0 };

test('an empty batch gives nothing', () => {
  expect(decodeBatch([])).toEqual(none);
});

test('an event keeps its value, its bytes, its record and its place', () => {
  const text = '{"log_type":"api", "n":12345678901234567890,"n":1.50}';
  const first = record(text);
  const { events, rejects, taken } = decodeBatch([first, record('{"b":"wörld \u{1f600}"}')]);
  expect({ rejects, taken }).toEqual({ rejects: [], taken: 2 });
  expect(events).toHaveLength(2);
  expect(events[0]).toEqual({
    value: { log_type: 'api', n: 1.5 },
    bytes: Buffer.from(text),
    record: first,
    position: 0,
    format: 'json',
    origin: undefined,
    partitionKey: undefined,
  });
  expect(events[1]).toMatchObject({ value: { b: 'wörld \u{1f600}' }, position: 0 });
});

test('positions run on over lines, rejects, user records and envelopes of one record', () => {
  const envelope = cloudwatchData(
    cloudwatchEnvelope(['one', 'two']),
    cloudwatchControlMessage(),
    cloudwatchEnvelope(['three']),
  );
  const aggregate = kplAggregate([
    { data: '{"a":1}\nbad\n{"b":1}', partitionKey: 'first' },
    { data: gzipSync('{"c":1}'), partitionKey: 'second' },
    { data: envelope, partitionKey: 'third' },
  ]);
  const { events, rejects, controlMessages } = decodeBatch([record(aggregate)]);
  expect(events.map(({ position, partitionKey }) => [position, partitionKey])).toEqual([
    [0, 'first'],
    [2, 'first'],
    [3, 'second'],
    [4, 'third'],
    [5, 'third'],
    [6, 'third'],
  ]);
  expect(rejects).toMatchObject([
    { position: 1, partitionKey: 'first', bytes: Buffer.from('bad') },
  ]);
  expect(controlMessages).toBe(1);
});

test('a record after an aggregate has no user record key', () => {
  const { events } = decodeBatch([record(kplAggregate([{ data: '{}' }])), record('{}')]);
  expect(events.map(({ partitionKey }) => partitionKey)).toEqual(['partition-key', undefined]);
});

test('one bad record takes no neighbour with it', () => {
  const { events, rejects } = decodeBatch(['{"a":1}', 'no', '{"b":1}'].map(record));
  expect(events.map(({ bytes }) => bytes.toString())).toEqual(['{"a":1}', '{"b":1}']);
  expect(rejects.map(({ bytes }) => bytes.toString())).toEqual(['no']);
});

describe('limits', () => {
  const kilobyte = gzipSync(`{"a":"${'x'.repeat(1024)}"}`);

  test('a batch that has inflated past its limit leaves the rest for later', () => {
    const records = [kilobyte, kilobyte, kilobyte, '{}'].map(record);
    expect(decodeBatch(records, { limits: { batchBytes: 1500 } })).toMatchObject({ taken: 2 });
    expect(decodeBatch(records, { limits: { batchBytes: 10_000 } })).toMatchObject({ taken: 4 });
  });

  test('what was refused for its size counts too', () => {
    const limits = { recordBytes: 1000, batchBytes: 1500 };
    expect(decodeBatch(Array(5).fill(record(kilobyte)), { limits })).toMatchObject({ taken: 2 });
  });

  test('the first record is always taken', () => {
    expect(decodeBatch([kilobyte, '{}'].map(record), { limits: { batchBytes: 1 } })).toMatchObject({
      taken: 1,
      events: [{ position: 0 }],
    });
  });

  test('plain records are never left', () => {
    const records = Array(100).fill(record(`{"a":"${'x'.repeat(1024)}"}`));
    expect(decodeBatch(records, { limits: { batchBytes: 1 } })).toMatchObject({ taken: 100 });
  });

  test('the limit of a record holds for all of an aggregate together', () => {
    const { events, rejects } = decodeBatch(
      [record(kplAggregate([{ data: kilobyte }, { data: kilobyte }, { data: '{"plain":1}' }]))],
      { limits: { recordBytes: 1500 } },
    );
    expect(events.map(({ position }) => position)).toEqual([0, 2]);
    expect(rejects).toMatchObject([{ reason: 'inflate_limit', position: 1, bytes: kilobyte }]);
  });

  test('a record of more events than the limit is refused as a whole', () => {
    const data = `{"a":1}\nbad\n${JSON.stringify(cloudwatchControlMessage())}\n{"b":1}\n{"c":1}`;
    const before = record('{"before":1}');
    const result = decodeBatch([before, record(data), record('{"after":1}')], {
      limits: { recordEvents: 3 },
    });
    expect(result).toMatchObject({ taken: 3, controlMessages: 0 });
    expect(result.events.map(({ bytes }) => bytes.toString())).toEqual([
      '{"before":1}',
      '{"after":1}',
    ]);
    expect(result.rejects).toMatchObject([
      { reason: 'inflate_limit', position: 0, bytes: Buffer.from(data), partitionKey: undefined },
    ]);
  });

  test('a record refused as a whole counts as one', () => {
    const records = ['{}{}{}{}', '{}', '{}'].map(record);
    const limits = { recordEvents: 3, batchEvents: 2 };
    expect(decodeBatch(records, { limits })).toMatchObject({ taken: 3 });
  });

  test('a batch of many events leaves the rest for later', () => {
    const records = Array(10).fill(record('{}\n{}\nbad'));
    expect(decodeBatch(records, { limits: { batchEvents: 7 } })).toMatchObject({ taken: 3 });
  });
});
