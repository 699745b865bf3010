import { gzipSync } from 'node:zlib';
import {
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  kinesisRecord,
  kplAggregate,
} from '../testing/factories.ts';
import { decodeBatch, decodeRecords } from './decode-batch.ts';

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
    const limits = { recordEvents: 3, batchEvents: 3 };
    expect(decodeBatch(records, { limits })).toMatchObject({ taken: 3 });
  });

  test('a record that would pass the events of a batch is left, whole, with all after it', () => {
    const control = JSON.stringify(cloudwatchControlMessage());
    const records = Array(10).fill(record(`${control}\n{}\n{}\nbad`));
    const decoded = decodeBatch(records, { limits: { batchEvents: 7 } });
    expect(decoded).toMatchObject({ taken: 2, controlMessages: 2 });
    expect([decoded.events.length, decoded.rejects.length]).toEqual([4, 2]);
    const first = decodeBatch(records, { limits: { batchEvents: 1 } });
    expect(first).toMatchObject({ taken: 1, controlMessages: 1 });
  });

  test('a record over the limit of a record is refused when its turn comes first', () => {
    const records = ['{}', '{}{}{}{}', '{}'].map(record);
    const limits = { recordEvents: 3, batchEvents: 3 };
    expect(decodeBatch(records, { limits })).toMatchObject({ taken: 1, rejects: [] });
    expect(decodeBatch(records.slice(1), { limits })).toMatchObject({
      taken: 2,
      rejects: [{ reason: 'inflate_limit', bytes: Buffer.from('{}{}{}{}') }],
    });
  });

  test('an envelope of more log events than the limit is refused before they are looked at', () => {
    const data = JSON.stringify({ ...cloudwatchEnvelope([]), logEvents: Array(4).fill(0) });
    expect(decodeBatch([record(data)], { limits: { recordEvents: 3 } }).rejects).toMatchObject([
      { reason: 'inflate_limit', bytes: Buffer.from(data) },
    ]);
  });

  test('a record with more values than the limit is refused, whatever they are spread over', () => {
    const limits = { recordValues: 40 };
    const five = '{"a":[1,2,3,4]}'; // an object, a list, three commas
    const decode = (data: string | Buffer) => decodeBatch([record(data)], { limits });
    expect(decode(Array(8).fill(five).join('\n')).events).toHaveLength(8);
    const dense = Array(9).fill(five).join('\n');
    const compressed = gzipSync(dense);
    const aggregate = kplAggregate(Array(9).fill({ data: five }));
    const envelope = JSON.stringify(cloudwatchEnvelope(Array(9).fill(five)));
    for (const data of [dense, compressed, aggregate, envelope]) {
      const { events, rejects } = decode(data);
      expect(events).toEqual([]);
      expect(rejects).toMatchObject([{ reason: 'inflate_limit', bytes: Buffer.from(data) }]);
    }
    expect(decode(`{"a":"${'x'.repeat(1000)}"}`).events).toHaveLength(1);
  });

  test('a record of which too much is refused is refused as a whole', () => {
    const data = JSON.stringify({ ...cloudwatchEnvelope(['a']), logEvents: Array(9).fill(0) });
    const decode = (recordOutputBytes: number) =>
      decodeBatch([record('{}'), record(data)], { limits: { recordOutputBytes } });
    const all = decode(100_000).rejects;
    expect(all).toHaveLength(9);
    const bytes = all.reduce((sum, reject) => sum + reject.bytes.length, 0);
    expect(decode(bytes).rejects).toHaveLength(9);
    expect(decode(bytes - 1)).toMatchObject({
      taken: 2,
      events: [{ position: 0 }],
      rejects: [{ reason: 'inflate_limit', position: 0, bytes: Buffer.from(data) }],
    });
  });

  test('a record of which more is refused than the batch has room for is left', () => {
    const records = Array(5).fill(record('{}\nbad\nbad'));
    const decode = (batchOutputBytes: number) =>
      decodeBatch(records, { limits: { batchOutputBytes } });
    expect(decode(17)).toMatchObject({ taken: 2, events: { length: 2 }, rejects: { length: 4 } });
    expect(decode(18)).toMatchObject({ taken: 3 });
    expect(decode(1)).toMatchObject({ taken: 1, rejects: { length: 2 } });
  });

  test('a receiver can leave a record for later', () => {
    let received = 0;
    const records = Array(5).fill(record(`{}\n${JSON.stringify(cloudwatchControlMessage())}`));
    const answer = decodeRecords(records, () => {
      received += 1;
      return received === 3 ? false : undefined;
    });
    expect(answer).toEqual({ taken: 2, controlMessages: 2 });
    expect(received).toBe(3);
  });
});

test('a record over which reading throws is one reject, and takes no neighbour with it', () => {
  const data = cloudwatchData(cloudwatchEnvelope(['good', 'bad']));
  const parseLine = (line: string) => {
    if (line === 'bad') throw new TypeError(`a defect of ours with "${line}"`);
    return { format: 'text', value: {}, json: '{}' };
  };
  const { events, rejects, taken } = decodeBatch([record('{}'), record(data), record('{}')], {
    parseLine,
  });
  expect([events.length, taken]).toEqual([2, 3]);
  expect(rejects).toMatchObject([
    {
      reason: 'not_object',
      detail: 'reading the record failed: TypeError',
      bytes: data,
      position: 0,
    },
  ]);
});
