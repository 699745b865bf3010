import { RecordMaker } from '../../../records/record-maker.ts';
import { setAsideInLine } from './line.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const event = '{"log_type":"app"}';

function entriesOf(line: unknown) {
  const text = typeof line === 'string' ? line : JSON.stringify(line);
  const records = new RecordMaker(() => 0);
  return setAsideInLine(Buffer.from(text), records).map(({ record, ...entry }) => ({
    ...entry,
    data: Buffer.from(record.kinesis.data, 'base64').toString(),
    id: record.eventID,
  }));
}

const stood = { stream: 'logs', shard: 'shardId-000000000001', sequence_number: '4959' };

test('a line of the quarantine', () => {
  const entry = {
    ...stood,
    reason: 'missing_time',
    detail: '',
    position: 3,
    arrived: '2026-11-21T05:00:00.000Z',
    partition_key: 'k',
    data: base64(event),
  };
  expect(entriesOf(entry)).toEqual([
    {
      reason: 'missing_time',
      position: 3,
      arrivedMs: Date.UTC(2026, 10, 21, 5),
      stream: 'logs',
      data: event,
      id: 'shardId-000000000001:4959',
    },
  ]);
});

const quarantined = {
  ...stood,
  ...{ reason: 'missing_time', detail: '', position: 0, arrived: '2026-11-21T05:00:00.000Z' },
  ...{ partition_key: 'k', data: base64(event) },
};

test('a line of the quarantine says of what account and Region its stream is', () => {
  const arn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs';
  const records = new RecordMaker(() => 0);
  const recordOf = (line: object) =>
    setAsideInLine(Buffer.from(JSON.stringify(line)), records)[0]?.record;
  expect(recordOf({ ...quarantined, stream_arn: arn })).toMatchObject({
    eventSourceARN: arn,
    awsRegion: 'eu-west-1',
  });
  // Older ones do not.
  expect(recordOf(quarantined)).toMatchObject({
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/logs',
  });
});

test.each(['an object', 'a text'])('a whole invocation that Lambda gave up, as %s', (form) => {
  const record = (n: number) => ({
    eventID: `shardId-000000000000:${n}`,
    eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/orders',
    ...{ awsRegion: 'eu-west-1', eventSource: 'aws:kinesis' },
    kinesis: { sequenceNumber: `${n}`, data: base64(`${n}`), approximateArrivalTimestamp: 1.5 },
  });
  const payload = { Records: [record(1), record(2)] };
  const found = entriesOf({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    payload: form === 'a text' ? JSON.stringify(payload) : payload,
  });
  const common = {
    reason: 'RetryAttemptsExhausted',
    stream: 'orders',
    position: 0,
    arrivedMs: 1500,
  };
  expect(found).toEqual([
    { ...common, data: '1', id: 'shardId-000000000000:1' },
    { ...common, data: '2', id: 'shardId-000000000000:2' },
  ]);
});

test('an invocation by CloudWatch Logs that Lambda gave up', () => {
  const document = {
    timestamp: '2026-11-21T05:00:00.000Z',
    requestContext: { condition: 'RetriesExhausted' },
    requestPayload: { awslogs: { data: base64('envelope') } },
  };
  expect(entriesOf(document)).toMatchObject([{ reason: 'RetriesExhausted', data: 'envelope' }]);
});

test.each([
  [{ errorCode: 'Lambda.FunctionError' }, 'Lambda.FunctionError'],
  [{ lastErrorCode: 'DataFormatConversion.ParseError' }, 'DataFormatConversion.ParseError'],
])("a record under Firehose's error prefix: %j", (codes, reason) => {
  const document = { attemptsMade: 4, arrivalTimestamp: 1500, ...codes, rawData: base64(event) };
  expect(entriesOf(document)).toMatchObject([{ reason, arrivedMs: 1500, data: event }]);
});

test.each([
  [event, event],
  ["{'log_type': 'app', 'ok': True}", '{"log_type":"app","ok":true}'],
  ['not JSON', 'not JSON'],
])('a failed log or a dead letter: %s', (line, data) => {
  expect(entriesOf(line)).toMatchObject([{ reason: 'failed_log', data }]);
});

const ofKinesis = { eventSource: 'aws:kinesis', kinesis: { data: base64('other') } };
const awslogs = { data: base64('other') };

test.each<[string, object]>([
  ['a reason', { reason: 'card declined', sequence_number: '17', data: base64('hello') }],
  ['all but a position of a line of the quarantine', { ...quarantined, position: undefined }],
  ['records without a source', { Records: [{ kinesis: ofKinesis.kinesis }] }],
  ['records of which one has no source', { Records: [ofKinesis, { kinesis: {} }] }],
  ['records of its own', { Records: [{ SequenceNumber: '1', Data: base64('other') }] }],
  ['a payload that nobody gave up', { payload: { Records: [ofKinesis] } }],
  ['a request that nobody gave up', { requestPayload: { awslogs } }],
  ['raw data', { rawData: base64('other'), attemptsMade: 1, errorCode: 'x' }],
  [
    'raw data with a time that is none',
    {
      rawData: base64('other'),
      attemptsMade: 1,
      errorCode: 'x',
      arrivalTimestamp: { toString: 1 },
    },
  ],
  [
    'raw data of a time past all calendars',
    { rawData: base64('other'), attemptsMade: 1, errorCode: 'x', arrivalTimestamp: 9e15 },
  ],
])('an event of an application that has %s is taken for nothing else', (_, members) => {
  const line = JSON.stringify({ log_type: 'orders', ...members, order: 99 });
  expect(entriesOf(line)).toMatchObject([{ reason: 'failed_log', data: line }]);
});
