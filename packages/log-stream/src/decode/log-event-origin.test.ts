import {
  type CloudWatchEnvelope,
  type CloudWatchLogEvent,
  cloudwatchData,
  cloudwatchEnvelope,
  cloudwatchLogEvent,
  kinesisRecord,
} from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';
import { envelopesOf } from './log-event-origin.ts';

const decode = (data: string | Buffer) =>
  decodeBatch([kinesisRecord({ data, arrivedMs: Date.UTC(2026, 10, 21, 6) })]);
/** Decodes an envelope with one log event in which something is strange. */
const decodeStrange = (strange: object) =>
  decode(cloudwatchData({ ...envelope, logEvents: [{ ...logEvent, ...strange }] }));

const envelope = cloudwatchEnvelope([]);
const logEvent = cloudwatchLogEvent('text');

test('says where the event came from', () => {
  const changes = { owner: '001234567890', logGroup: '/g', logStream: 's' };
  const { events } = decode(cloudwatchData(cloudwatchEnvelope([logEvent], changes)));
  expect(events[0]?.origin).toMatchObject({
    account: '001234567890',
    logGroup: '/g',
    logStream: 's',
    eventId: logEvent.id,
    timestampMs: logEvent.timestamp,
    region: undefined,
    extractedFields: undefined,
  });
});

test('extracted fields are kept, and the service names account and region in them', () => {
  const extractedFields = { level: 'WARN', '@aws.account': '999999999999', '@aws.region': 'r' };
  expect(decodeStrange({ extractedFields }).events[0]?.origin).toMatchObject({
    account: '999999999999',
    region: 'r',
    extractedFields,
  });
  expect(decodeStrange({ extractedFields: null }).events[0]?.origin).toMatchObject({
    account: envelope.owner,
    extractedFields: undefined,
  });
});

test('an owner may be a number', () => {
  const data = JSON.stringify({ ...cloudwatchEnvelope(['x']), owner: 1234567890 });
  expect(decode(data).events[0]?.origin?.account).toBe('001234567890');
});

test.each<[id: unknown, eventId: string]>([
  ['38', '38'],
  [38, '38'],
  ['', ''],
  [undefined, ''],
  [null, ''],
  [{}, ''],
])('the id %j is %j', (id, eventId) => {
  expect(decodeStrange({ id }).events[0]?.origin?.eventId).toBe(eventId);
});

test('an id as a number keeps its 56 digits', () => {
  const data = JSON.stringify(cloudwatchEnvelope(['a', 'b'])).replace(/"id":"(\d+)"/g, '"id":$1');
  const ids = decode(data).events.map(({ origin }) => origin?.eventId);
  expect(ids).toEqual([logEvent.id, cloudwatchLogEvent('b', 1).id]);
});

test('repeated ids are left as they are', () => {
  const { events } = decode(cloudwatchData(cloudwatchEnvelope([logEvent, logEvent])));
  expect(events.map(({ origin, position }) => [origin?.eventId, position])).toEqual([
    [logEvent.id, 0],
    [logEvent.id, 1],
  ]);
});

test.each<[timestamp: unknown, ms: number | undefined]>([
  [1_795_237_200_123, 1_795_237_200_123],
  ['1795237200123', 1_795_237_200_123],
  [1_795_237_200, 1_795_237_200_000],
  ['1795237200', 1_795_237_200_000],
  ['2026-11-21T05:00:00.123Z', 1_795_237_200_123],
  ['2026-11-21 05:00:00', 1_795_237_200_000],
  ['Nov 21 05:00:00', 1_795_237_200_000],
  [undefined, undefined],
  [null, undefined],
  ['soon', undefined],
  [{}, undefined],
])('the timestamp %j is %j', (timestamp, ms) => {
  expect(decodeStrange({ timestamp }).events[0]?.origin?.timestampMs).toBe(ms);
});

test('the original is the envelope with this one event, and decodes to the same', () => {
  const changes = { policyLevel: 'ACCOUNT_LEVEL_POLICY' };
  const strange = { id: 7, extra: [1], message: { a: 1 } } as unknown as CloudWatchLogEvent;
  const whole: CloudWatchEnvelope = cloudwatchEnvelope([logEvent, strange], changes);
  const { events } = decode(cloudwatchData(whole, whole));
  expect(events).toHaveLength(4);
  for (const event of events) {
    const original = event.origin?.original() ?? Buffer.alloc(0);
    const logEvents = [whole.logEvents[event.position % 2]];
    expect(JSON.parse(original.toString())).toEqual({ ...whole, logEvents });
    const [again] = decode(original).events;
    expect(again).toMatchObject({ value: event.value, bytes: event.bytes, position: 0 });
    expect(again?.origin).toMatchObject({ eventId: event.origin?.eventId });
  }
});

test('events are put back into the envelopes that they came in, byte for byte', () => {
  const first = cloudwatchEnvelope(['a', 'b', 'c'], { logGroup: '/first' });
  const second = cloudwatchEnvelope(['d', 'é'], { logGroup: '/second' });
  const { events } = decode(cloudwatchData(first, second));
  const origins = events.flatMap(({ origin }) => origin ?? []);
  const envelopes = envelopesOf(origins.filter((_, index) => index !== 1));
  expect(envelopes.map((bytes) => JSON.parse(bytes.toString()))).toEqual([
    { ...first, logEvents: [first.logEvents[0], first.logEvents[2]] },
    second,
  ]);
  expect(envelopesOf([])).toEqual([]);
});
