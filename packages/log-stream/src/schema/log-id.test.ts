import { crc32 } from 'node:zlib';
import type { DecodedEvent } from '../decode/decoded-event.ts';
import { kinesisRecord } from '../testing/factories.ts';
import { deriveLogId } from './log-id.ts';

const record = kinesisRecord({ data: '{}', sequenceNumber: '4959' });
const plain: DecodedEvent = {
  value: {},
  bytes: Buffer.from('{}'),
  record,
  position: 0,
  format: 'json',
};
const origin = {
  account: '123456789012',
  logGroup: '/aws/lambda/api',
  logStream: '2026/11/20/[$LATEST]abc',
  eventId: '38491839172948572938475629384756293847562938475629384756',
  message: '{}',
  timestampMs: 1_790_000_000_000,
  original: () => Buffer.from(''),
  envelope: { withOnly: () => Buffer.from('the envelope') },
  index: 0,
  streamChecksum: 7,
  sourceJson: () => '{}',
};

test('128 bits in hexadecimal, the same on every retry', () => {
  expect(deriveLogId(plain)).toMatch(/^[0-9a-f]{32}$/);
  expect(deriveLogId({ ...plain })).toBe(deriveLogId(plain));
});

test('differs by position, by sequence number and by stream', () => {
  const other = (change: Partial<typeof record>) => ({
    ...plain,
    record: { ...record, ...change },
  });
  const ids = [
    plain,
    { ...plain, position: 1 },
    other({ eventID: 'shardId-000000000000:4960' }),
    other({ eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/other' }),
  ].map((event) => deriveLogId(event));
  expect(new Set(ids).size).toBe(4);
});

test('is the same through enhanced fan-out', () => {
  const eventSourceARN = `${record.eventSourceARN}/consumer/archive:1790000000`;
  expect(deriveLogId({ ...plain, record: { ...record, eventSourceARN } })).toBe(deriveLogId(plain));
});

test('an event of CloudWatch Logs keeps its id in another record', () => {
  const elsewhere = kinesisRecord({ data: '{}', sequenceNumber: '5000' });
  const event = { ...plain, origin };
  expect(deriveLogId({ ...event, record: elsewhere, position: 7 })).toBe(deriveLogId(event));
});

test('a repeated CloudWatch id with another message is another event', () => {
  const event = { ...plain, origin };
  expect(deriveLogId({ ...event, origin: { ...origin, message: '{"a":1}' } })).not.toBe(
    deriveLogId(event),
  );
});

test('the id of CloudWatch can be read in it', () => {
  expect(deriveLogId({ ...plain, origin })).toMatch(new RegExp(`^${origin.eventId}-[0-9a-f]{8}$`));
});

test('text and bytes of the same message give the same id', () => {
  const of = (message: string | Buffer) =>
    deriveLogId({ ...plain, origin: { ...origin, message } });
  expect(of('{"wörld":1}')).toBe(of(Buffer.from('{"wörld":1}')));
});

test("an id that is not the service's is not relied on", () => {
  const event = { ...plain, origin: { ...origin, eventId: '1' } };
  expect(deriveLogId({ ...event, position: 1 })).not.toBe(deriveLogId(event));
});

test('CloudWatch events without an id are told apart by their place', () => {
  const event = { ...plain, origin: { ...origin, eventId: '' } };
  expect(deriveLogId({ ...event, position: 1 })).not.toBe(deriveLogId(event));
});

test('the checksum behind it is that of log stream and message, with its zeros in front', () => {
  for (let n = 0; n < 2000; n += 1) {
    const message = `{"n":${n}}`;
    const sum = crc32(message, origin.streamChecksum).toString(16).padStart(8, '0');
    expect(deriveLogId({ ...plain, origin: { ...origin, message } })).toBe(
      `${origin.eventId}-${sum}`,
    );
  }
});
