import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { deadlineIn } from '../testing/deadline-in.ts';
import { FakeKinesis, type FakeKinesisOptions } from '../testing/fake-kinesis.ts';
import { clientOfFake } from '../testing/fake-kinesis-client.ts';
import { expectDeliveredInOrder, numberedRecords } from '../testing/fake-kinesis-records.ts';
import { createKinesisWriter } from './kinesis-writer.ts';
import type { WriteOutcome } from './write-outcome.ts';
import type { WriteRecord } from './write-record.ts';
import type { KinesisWriterOptions } from './writer-options.ts';

const mebibyte = 1024 * 1024;
let fake: FakeKinesis;
let client: KinesisClient;

async function connect(options: FakeKinesisOptions = { shards: 4 }) {
  fake = await FakeKinesis.start(options);
  client = clientOfFake(fake);
}
async function disconnect() {
  client.destroy();
  await fake.close();
}
beforeEach(() => connect());
afterEach(disconnect);

const write = (
  records: readonly WriteRecord[],
  options: Partial<KinesisWriterOptions> = {},
  deadline = deadlineIn(10_000),
) => {
  const backoff = { baseMs: 2, maxMs: 20 };
  const writer = createKinesisWriter(client, { stream: 'logs', backoff, ...options });
  return writer.write(records, deadline);
};
const statuses = (outcomes: readonly WriteOutcome[]) => outcomes.map(({ status }) => status);
const accepted = () => fake.accepted.map(({ data }) => data.toString());
const sizes = () => fake.calls.map(({ records }) => records.length);

test('answers for nothing when there is nothing', async () => {
  expect(await write([])).toEqual([]);
  expect(fake.calls).toEqual([]);
});

test('writes 500 records a call and answers in order', async () => {
  const records = numberedRecords(1_201);
  expectDeliveredInOrder(fake, records, await write(records));
  expect(sizes().sort((a, b) => a - b)).toEqual([201, 500, 500]);
  expect(accepted()).toHaveLength(1_201);
});

test('passes on bytes, keys and an empty record as they are', async () => {
  const records = [
    { data: Buffer.from([0, 255, 128]), partitionKey: 'ключ' },
    { data: new Uint8Array(), partitionKey: 'k', explicitHashKey: String(2n ** 127n) },
  ];
  const outcomes = await write(records);
  expect(fake.calls[0]?.stream).toBe('logs');
  expect(fake.calls[0]?.records).toEqual([
    { data: Buffer.from([0, 255, 128]), partitionKey: 'ключ' },
    { data: Buffer.alloc(0), partitionKey: 'k', explicitHashKey: String(2n ** 127n) },
  ]);
  expect(outcomes[1]).toMatchObject({ status: 'delivered', shard: 'shardId-000000000002' });
});

test('a call holds 5 MiB and not a byte more', async () => {
  const full = { data: Buffer.alloc(mebibyte - 4), partitionKey: 'full' };
  await write([full, full, full, full, full, { data: Buffer.alloc(0), partitionKey: 'k' }], {
    callsInFlight: 1,
  });
  expect(sizes()).toEqual([5, 1]);
  expect(accepted()).toHaveLength(6);
});

test('writes to a stream of another account by its ARN', async () => {
  const stream = 'arn:aws:kinesis:eu-west-1:210987654321:stream/central';
  const outcomes = await write(numberedRecords(1), { stream });
  expect(statuses(outcomes)).toEqual(['delivered']);
  expect(fake.calls[0]?.stream).toBe(stream);
});

test('what Kinesis would refuse is reported and never sent', async () => {
  const records = [
    { data: Buffer.alloc(mebibyte), partitionKey: 'k' },
    { data: Buffer.from('fine'), partitionKey: 'k' },
    { data: Buffer.from('x'), partitionKey: '' },
    { data: Buffer.from('x'), partitionKey: 'k', explicitHashKey: 'x' },
  ];
  const outcomes = await write(records);
  expect(outcomes.map((outcome) => 'reason' in outcome && outcome.reason)).toEqual([
    'too_large',
    false,
    'refused:partition_key',
    'refused:explicit_hash_key',
  ]);
  expect(accepted()).toEqual(['fine']);
});

test('keeps several calls in flight, and no more than it may', async () => {
  let underWay = 0;
  let most = 0;
  const send = client.send.bind(client);
  jest.spyOn(client, 'send').mockImplementation((async (...call: Parameters<typeof send>) => {
    underWay += 1;
    most = Math.max(most, underWay);
    try {
      return await send(...call);
    } finally {
      underWay -= 1;
    }
  }) as typeof client.send);
  await write(numberedRecords(1_000), { callRecords: 50, callsInFlight: 3 });
  expect(most).toBe(3);
});

describe('with aggregation', () => {
  const shared = (count: number) =>
    numberedRecords(count).map((record) => ({ ...record, partitionKey: 'same' }));

  test('many records become one, and each has its own number in it', async () => {
    const outcomes = await write(shared(300), { aggregation: {} });
    expect(sizes()).toEqual([1]);
    const [first] = outcomes;
    expect(first).toMatchObject({ status: 'delivered', subSequenceNumber: 0 });
    expect(outcomes[299]).toEqual({ ...first, subSequenceNumber: 299 });
  });

  test('a single record goes as it is', async () => {
    const outcomes = await write(numberedRecords(1), { aggregation: {} });
    expect(accepted()).toEqual(['{"n":0}']);
    expect(outcomes[0]).not.toHaveProperty('subSequenceNumber');
  });

  test('an aggregate that Kinesis refuses is taken apart, on the shard it was bound for', async () => {
    await disconnect();
    await connect({ refuses: ({ data }) => data.includes('{"n":7}') });
    const outcomes = await write(numberedRecords(20), { aggregation: { hashSlots: 1 } });
    expect(statuses(outcomes).filter((status) => status === 'delivered')).toHaveLength(19);
    expect(outcomes[7]).toMatchObject({ status: 'refused', reason: 'refused:kinesis' });
    const keys = new Set(fake.accepted.map(({ explicitHashKey }) => explicitHashKey));
    expect(keys).toEqual(new Set([String(2n ** 127n)]));
  });
});
