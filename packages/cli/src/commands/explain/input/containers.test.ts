import {
  cloudwatchData,
  cloudwatchEnvelope,
  kinesisEvent,
  kinesisRecord,
} from '@logdrive/log-stream/testing';
import { RecordMaker } from '../../../records/record-maker.ts';
import { containedRecords } from './containers.ts';
import type { InputKind } from './piece.ts';

const now = Date.UTC(2026, 10, 21, 5);

function recordsIn(document: unknown, kind: InputKind = 'auto') {
  const records = new RecordMaker(() => now);
  const options = { kind, logGroup: 'group', whole: false, records };
  return containedRecords(Buffer.from(JSON.stringify(document)), options);
}

const data = '{"a":1}';
const base64 = Buffer.from(data).toString('base64');
const lambda = kinesisRecord({ data, sequenceNumber: '495', shard: 2, stream: 'orders' });
const { kinesis, eventID, eventSourceARN, awsRegion } = lambda;

test('the event of a function: everything that says where a record stood is kept', () => {
  expect(recordsIn(kinesisEvent([lambda, lambda]))).toHaveLength(2);
  const { kinesisSchemaVersion, ...read } = kinesis;
  expect(recordsIn(kinesisEvent([lambda]))).toEqual([
    { kinesis: read, eventID, eventSourceARN, awsRegion },
  ]);
});

test.each([
  ['as text', JSON.stringify(kinesisEvent([lambda]))],
  ['as an object', kinesisEvent([lambda])],
])('the object of a failed invocation, with its payload %s', (_, payload) => {
  expect(recordsIn({ version: '1.0', requestContext: {}, payload })).toMatchObject([{ eventID }]);
});

test.each([
  ['2026-11-21T04:00:00.500000+00:00', now - 3_599_500],
  [1_795_233_600.5, now - 3_599_500],
  ['no time', now],
  [undefined, now],
])('get-records, with %p as the time of arrival', (arrival, ms) => {
  const record = {
    SequenceNumber: '495',
    ApproximateArrivalTimestamp: arrival,
    Data: base64,
    PartitionKey: 'p',
  };
  expect(recordsIn({ Records: [record], NextShardIterator: 'AAAA' })).toMatchObject([
    {
      kinesis: {
        data: base64,
        sequenceNumber: '495',
        partitionKey: 'p',
        approximateArrivalTimestamp: ms / 1000,
      },
    },
  ]);
});

test('a line of the quarantine', () => {
  const entry = {
    ...{ reason: 'not_json', detail: '', stream: 'orders', shard: 'shardId-000000000007' },
    ...{ sequence_number: '495', position: 3, arrived: '2026-11-21T04:00:00.000Z' },
    ...{ partition_key: 'p', data: base64 },
  };
  expect(recordsIn(entry)).toMatchObject([
    {
      kinesis: { data: base64, sequenceNumber: '495', partitionKey: 'p' },
      eventID: 'shardId-000000000007:495',
      eventSourceARN: expect.stringMatching(/:stream\/orders$/),
    },
  ]);
});

test('the event of a function that is subscribed to a log group', () => {
  const envelope = cloudwatchData(cloudwatchEnvelope(['a'])).toString('base64');
  expect(recordsIn({ awslogs: { data: envelope } })).toMatchObject([
    { kinesis: { data: envelope } },
  ]);
});

test('filter-log-events: an envelope for each stretch of one log stream', () => {
  const event = (logStreamName: string, message: string) => ({
    ...{ logStreamName, message, timestamp: 1, ingestionTime: 2, eventId: `id ${message}` },
  });
  const events = [event('s', 'a'), event('s', 'b'), event('t', 'c'), event('s', 'd')];
  const envelopes = recordsIn({ events, searchedLogStreams: [] })?.map((record) =>
    JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString()),
  );
  expect(envelopes).toMatchObject([
    { logGroup: 'group', logStream: 's', logEvents: [{ id: 'id a' }, { id: 'id b' }] },
    { logStream: 't', logEvents: [{ id: 'id c', timestamp: 1, message: 'c' }] },
    { logStream: 's', logEvents: [{ message: 'd' }] },
  ]);
});

test('get-log-events gives no ids', () => {
  const events = [{ timestamp: 1, message: 'a', ingestionTime: 2 }];
  expect(recordsIn({ events, nextForwardToken: 'f/1' })).toHaveLength(1);
});

test.each<[string, unknown]>([
  ['an event', { log_type: 'app' }],
  ['a list', [kinesisEvent([lambda])]],
  ['records of S3', { Records: [{ s3: { bucket: { name: 'b' } } }] }],
  ['no records', { Records: [] }],
  ['records that are none', { Records: [1, null] }],
  ['events of an application', { events: [{ timestamp: 1, message: 'a' }] }],
  ['a payload of another kind', { payload: '{"Records":1}' }],
  ['an event with a sequence number', { sequence_number: '1', data: base64 }],
])('%s holds no records: it is what a record holds', (_, document) => {
  expect(recordsIn(document)).toBeUndefined();
});

test('of one kind only the containers of that kind are looked for', () => {
  expect(recordsIn(kinesisEvent([lambda]), 'record')).toHaveLength(1);
  expect(recordsIn(kinesisEvent([lambda]), 'cloudwatch')).toBeUndefined();
  expect(recordsIn({ awslogs: { data: '' } }, 'cloudwatch')).toHaveLength(1);
  expect(recordsIn({ awslogs: { data: '' } }, 'record')).toBeUndefined();
});

test('broken JSON holds no records', () => {
  const options = { kind: 'auto', logGroup: '', whole: false, records: new RecordMaker(() => 0) };
  expect(containedRecords(Buffer.from('{"Records":[{'), options as never)).toBeUndefined();
});
