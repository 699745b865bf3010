import { aggregate, deaggregateSync, type UserRecord } from 'aws-kinesis-agg';
import {
  bytesField,
  kinesisRecord,
  kplAggregate,
  kplEnvelope,
  numberField,
  type UserRecordOptions,
} from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';
import { readAggregate } from './kpl-aggregate.ts';

const userRecords = Array.from({ length: 300 }, (_, index) => ({
  data: Buffer.from(JSON.stringify({ index, text: 'ä'.repeat(index) })),
  partitionKey: `key-${index % 7}`,
  explicitHashKey: `${index % 3}`,
}));

describe("AWS's own library agrees", () => {
  test('on what we read of its aggregates', async () => {
    const copies = userRecords.map((record) => ({ ...record }));
    const encoded = await new Promise<Buffer>((resolve, reject) => {
      aggregate(
        copies,
        ({ data }) => resolve(data),
        () => undefined,
        reject,
      );
    });
    expect(readAggregate(encoded)).toEqual(userRecords);
  });

  test('on the aggregates that our factory makes', () => {
    const { kinesis } = kinesisRecord({ data: kplAggregate(userRecords) });
    const read: UserRecord[] = [];
    deaggregateSync(kinesis, true, (error, records) => {
      if (error) throw error;
      read.push(...(records ?? []));
    });
    expect(read).toEqual(
      userRecords.map(({ data, partitionKey, explicitHashKey }, index) => ({
        data: data.toString('base64'),
        partitionKey,
        explicitPartitionKey: explicitHashKey,
        sequenceNumber: kinesis.sequenceNumber,
        subSequenceNumber: index,
      })),
    );
  });
});

test('an explicit hash key is not needed, and data may be empty', () => {
  expect(readAggregate(kplAggregate([{ data: '', partitionKey: 'p' }]))).toEqual([
    { data: Buffer.alloc(0), partitionKey: 'p', explicitHashKey: undefined },
  ]);
});

const key = bytesField(1, Buffer.from('key'));
const record = (...fields: Buffer[]) => bytesField(3, Buffer.concat(fields));
const data = bytesField(3, Buffer.from('{"a":1}'));

test('fields that are not known are passed over', () => {
  const unknown = Buffer.concat([
    numberField(9, 2 ** 40),
    bytesField(10, Buffer.from('x')),
    Buffer.from([0x61, 1, 2, 3, 4, 5, 6, 7, 8, 0x6d, 1, 2, 3, 4]),
  ]);
  const tags = bytesField(4, bytesField(1, Buffer.from('tag')));
  const message = Buffer.concat([unknown, record(unknown, numberField(1, 0), data, tags), key]);
  expect(readAggregate(kplEnvelope(message))).toMatchObject([{ partitionKey: 'key' }]);
});

const whole = Buffer.concat([key, record(numberField(1, 0), data)]);

test.each<[what: string, data: Buffer]>([
  ['no data', Buffer.alloc(0)],
  ['the magic alone', Buffer.from('f3899ac2', 'hex')],
  ['magic and digest without a message', kplEnvelope(Buffer.alloc(0))],
  ['another magic', withChangedByte(kplEnvelope(whole), 0)],
  ['a digest that does not fit', withChangedByte(kplEnvelope(whole), -1)],
  ['a changed message', withChangedByte(kplEnvelope(whole), 8)],
  ['a truncated aggregate', kplEnvelope(whole).subarray(0, -20)],
  ['no user records', kplEnvelope(key)],
  ['an index past the keys', kplEnvelope(Buffer.concat([key, record(numberField(1, 1), data)]))],
  ['an enormous index', kplEnvelope(Buffer.concat([key, record(numberField(1, 2 ** 60), data)]))],
  [
    'a hash key index past the keys',
    kplEnvelope(Buffer.concat([key, record(numberField(1, 0), numberField(2, 0), data)])),
  ],
  ['no index', kplEnvelope(Buffer.concat([key, record(data)]))],
  ['no data field', kplEnvelope(Buffer.concat([key, record(numberField(1, 0))]))],
  ['a length past the end', kplEnvelope(Buffer.concat([key, Buffer.from([0x1a, 0x7f, 0])]))],
  ['a number without an end', kplEnvelope(Buffer.from('08ffffffffffffffffffffff01', 'hex'))],
  ['a number that is cut off', kplEnvelope(Buffer.from('0880', 'hex'))],
  [
    'data of the wrong type',
    kplEnvelope(Buffer.concat([key, record(numberField(1, 0), numberField(3, 1))])),
  ],
  [
    'an index of the wrong type',
    kplEnvelope(Buffer.concat([key, record(bytesField(1, key), data)])),
  ],
  ['a group', kplEnvelope(Buffer.concat([whole, Buffer.from([0x2b])]))],
])('%s is no aggregate but an ordinary record, kept whole', (_, bytes) => {
  expect(readAggregate(bytes)).toBeUndefined();
  const { events, rejects } = decodeBatch([kinesisRecord({ data: bytes })]);
  expect(events).toEqual([]);
  expect(rejects).toMatchObject([{ reason: 'not_json', bytes }]);
});

test('an aggregate inside an aggregate is not looked into', () => {
  const inner: UserRecordOptions = { data: kplAggregate([{ data: '{}' }]) };
  const { rejects } = decodeBatch([kinesisRecord({ data: kplAggregate([inner]) })]);
  expect(rejects).toMatchObject([{ reason: 'not_json', bytes: inner.data }]);
});

test('user records stand or fall each for itself', () => {
  const { events, rejects } = decodeBatch([
    kinesisRecord({
      data: kplAggregate(['{"a":1}', '', 'no', '{"b":1}'].map((text) => ({ data: text }))),
    }),
  ]);
  expect(events.map(({ position }) => position)).toEqual([0, 3]);
  expect(rejects.map(({ detail }) => detail)).toEqual([
    'the record is empty',
    'the text is not JSON',
  ]);
});

function withChangedByte(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  const index = at < 0 ? bytes.length + at : at;
  changed[index] = (changed[index] ?? 0) ^ 0x55;
  return changed;
}
