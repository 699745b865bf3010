import { type KinesisClient, ListShardsCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { FakeKinesis } from './fake-kinesis.ts';
import { clientOfFake } from './fake-kinesis-client.ts';
import { brokenLimits, defaultLimits } from './fake-kinesis-limits.ts';

let fake: FakeKinesis;
let client: KinesisClient;

beforeEach(async () => {
  fake = await FakeKinesis.start({ shards: 2, recordBytes: 100, callBytes: 250 });
  client = clientOfFake(fake);
});
afterEach(async () => {
  client.destroy();
  await fake.close();
});

const lowest = '0';
const highest = String(2n ** 128n - 1n);
const put = (...records: { data: string; key?: string; hashKey?: string }[]) =>
  client.send(
    new PutRecordsCommand({
      StreamName: 'logs',
      Records: records.map(({ data, key = 'k', hashKey = lowest }) => ({
        Data: Buffer.from(data),
        PartitionKey: key,
        ExplicitHashKey: hashKey,
      })),
    }),
  );

test('takes records in order, each on the shard of its key', async () => {
  const answer = await put({ data: 'a' }, { data: 'b', hashKey: highest });
  expect(answer.FailedRecordCount).toBe(0);
  expect(answer.Records?.map(({ ShardId }) => ShardId)).toEqual([
    'shardId-000000000000',
    'shardId-000000000001',
  ]);
  expect(fake.accepted.map(({ data }) => data.toString())).toEqual(['a', 'b']);
  expect(fake.accepted.map(({ sequenceNumber }) => sequenceNumber)).toEqual(
    answer.Records?.map(({ SequenceNumber }) => SequenceNumber),
  );
});

test('fails single entries by schedule, and takes the others', async () => {
  const faults = ['throttled', undefined, 'internal_failure'] as const;
  let entry = 0;
  fake.entrySchedule = () => faults[entry++];
  const answer = await put({ data: 'a' }, { data: 'b' }, { data: 'c' });
  expect(answer.FailedRecordCount).toBe(2);
  expect(answer.Records?.map(({ ErrorCode }) => ErrorCode)).toEqual([
    'ProvisionedThroughputExceededException',
    undefined,
    'InternalFailure',
  ]);
  expect(answer.Records?.[0]?.ErrorMessage).toContain('shardId-000000000000');
  expect(fake.accepted.map(({ data }) => data.toString())).toEqual(['b']);
});

test.each([
  ['slow_down', { name: 'ProvisionedThroughputExceededException' }, 0],
  ['server_error', { name: 'InternalFailureException' }, 0],
  ['denied', { name: 'AccessDeniedException' }, 0],
  ['expired_token', { name: 'ExpiredTokenException' }, 0],
  ['no_stream', { name: 'ResourceNotFoundException' }, 0],
  ['bad_gateway', { $metadata: { httpStatusCode: 502 } }, 0],
  ['reset', { message: expect.stringContaining('did not get a response') }, 0],
  ['hidden', { message: expect.stringContaining('did not get a response') }, 1],
  ['garbled', { $metadata: { httpStatusCode: 200 } }, 1],
] as const)('%s, once', async (fault, error, taken) => {
  fake.fail(fault);
  await expect(put({ data: 'a' })).rejects.toMatchObject(error);
  expect(fake.accepted).toHaveLength(taken);
  expect(fake.accepted.every(({ hidden }) => hidden)).toBe(true);
  await put({ data: 'b' });
  expect(fake.calls.map((call) => call.fault)).toEqual([fault, undefined]);
});

test('an incomplete answer lacks its last entry', async () => {
  fake.fail('incomplete');
  const answer = await put({ data: 'a' }, { data: 'b' });
  expect(answer.Records).toHaveLength(1);
  expect(fake.accepted.map(({ hidden }) => hidden)).toEqual([true, true]);
});

test('faults come in order, and end with heal', async () => {
  fake.fail('none');
  fake.fail('slow_down', Number.POSITIVE_INFINITY);
  await put({ data: 'a' });
  await expect(put({ data: 'b' })).rejects.toThrow('Rate exceeded');
  await expect(put({ data: 'b' })).rejects.toThrow('Rate exceeded');
  fake.heal();
  await put({ data: 'b' });
  expect(fake.accepted).toHaveLength(2);
});

test('a call that breaks a limit is refused, and nobody can overlook it', async () => {
  await put({ data: 'fine' });
  await expect(put({ data: 'x'.repeat(100) })).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'record 0: 101 bytes, the limit is 100',
  });
  expect(() => fake.accepted).toThrow('101 bytes, the limit is 100');
});

test.each([
  ['a call without records', []],
  ['501 records in a call', Array(501).fill({ data: '', key: 'k' })],
  [
    '5242881 bytes in a call',
    Array(5)
      .fill({ data: 'x'.repeat(1_048_575) })
      .concat({ data: '' }),
  ],
  ['1048577 bytes', [{ data: 'x'.repeat(1_048_576) }]],
  ['a partition key of 0 characters', [{ data: '', key: '' }]],
  ['a partition key of 257 characters', [{ data: '', key: '😀'.repeat(257) }]],
  ['the explicit hash key 01', [{ data: '', hashKey: '01' }]],
  [`the explicit hash key ${2n ** 128n}`, [{ data: '', hashKey: String(2n ** 128n) }]],
])('sees %s', (words, records: { data: string; key?: string; hashKey?: string }[]) => {
  const sent = records.map(({ data, key = 'k', hashKey }) => ({
    data: Buffer.from(data),
    partitionKey: key,
    ...(hashKey !== undefined && { explicitHashKey: hashKey }),
  }));
  expect(brokenLimits(sent, defaultLimits).join()).toContain(words);
  expect(brokenLimits(sent, defaultLimits)).toHaveLength(1);
});

test('a stream wants its name as a name and its ARN as an ARN', async () => {
  const arn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs';
  const Records = [{ Data: Buffer.from('a'), PartitionKey: 'k' }];
  await client.send(new PutRecordsCommand({ StreamARN: arn, Records }));
  expect(fake.accepted).toHaveLength(1);
  await expect(
    client.send(new PutRecordsCommand({ StreamName: arn, Records })),
  ).rejects.toMatchObject({ name: 'ValidationException' });
  expect(() => fake.accepted).toThrow(arn);
});

test('knows PutRecords alone', async () => {
  await expect(client.send(new ListShardsCommand({}))).rejects.toMatchObject({
    name: 'UnknownOperationException',
  });
});

test('speaks HTTP/1.1 as well', async () => {
  const answer = await fetch(fake.http1Endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'Kinesis_20131202.PutRecords' },
    body: JSON.stringify({ StreamName: 'logs', Records: [{ Data: 'YQ==', PartitionKey: 'k' }] }),
  });
  expect(await answer.json()).toMatchObject({ FailedRecordCount: 0 });
  expect(fake.accepted.map(({ data }) => data.toString())).toEqual(['a']);
});
