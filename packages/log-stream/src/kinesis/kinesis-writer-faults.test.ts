import type { KinesisClient, KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { deadlineIn } from '../testing/deadline-in.ts';
import { FakeKinesis, type FakeKinesisOptions } from '../testing/fake-kinesis.ts';
import { clientOfFake } from '../testing/fake-kinesis-client.ts';
import { expectDeliveredInOrder, numberedRecords } from '../testing/fake-kinesis-records.ts';
import { createKinesisWriter } from './kinesis-writer.ts';
import type { WriteOutcome } from './write-outcome.ts';
import type { WriteRecord } from './write-record.ts';
import type { KinesisWriterOptions } from './writer-options.ts';

let fake: FakeKinesis;
let client: KinesisClient;

async function connect(options: FakeKinesisOptions, config: KinesisClientConfig = {}) {
  fake = await FakeKinesis.start(options);
  client = clientOfFake(fake, config);
}
async function disconnect() {
  client.destroy();
  await fake.close();
}
async function reconnect(options: FakeKinesisOptions, config: KinesisClientConfig = {}) {
  await disconnect();
  await connect(options, config);
}
beforeEach(() => connect({ shards: 4 }));
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

test('sends again only the entries that failed', async () => {
  const seen = new Map<string, number>();
  fake.entrySchedule = ({ data }) => {
    const n = data.toString();
    seen.set(n, (seen.get(n) ?? 0) + 1);
    if (seen.get(n) !== 1) return undefined;
    return n.endsWith('3}') ? 'throttled' : n.endsWith('7}') ? 'internal_failure' : undefined;
  };
  const failures: string[] = [];
  const records = numberedRecords(100);
  const outcomes = await write(records, {
    onFailure: ({ failure }, count) => failures.push(`${failure} ${count}`),
  });
  expectDeliveredInOrder(fake, records, outcomes);
  expect(accepted()).toHaveLength(100);
  expect(sizes().reduce((sum, size) => sum + size)).toBe(120);
  expect(failures.filter((text) => text.startsWith('internal'))).toEqual(['internal 10']);
  expect(failures.some((text) => text.startsWith('throttled'))).toBe(true);
});

test.each([
  ['slow_down', 'throttled', false],
  ['server_error', 'internal', false],
  ['bad_gateway', 'internal', false],
  ['reset', 'connection', false],
  ['expired_token', 'credentials', false],
  ['hidden', 'connection', true],
  ['garbled', 'connection', true],
  ['incomplete', 'connection', true],
] as const)('a call that meets %s is tried again', async (fault, failure, twice) => {
  fake.fail(fault, 3);
  const failures: string[] = [];
  const records = numberedRecords(10);
  const onFailure = (error: { failure: string }) => failures.push(error.failure);
  expectDeliveredInOrder(fake, records, await write(records, { onFailure }));
  expect(failures).toEqual([failure, failure, failure]);
  expect(accepted()).toHaveLength(twice ? 40 : 10);
});

test('a call without an answer is tried again before the deadline', async () => {
  fake.fail('hang', 2);
  const failures: string[] = [];
  const outcomes = await write(numberedRecords(3), {
    callTimeoutMs: 100,
    onFailure: ({ failure }) => failures.push(failure),
  });
  expect(statuses(outcomes)).toEqual(['delivered', 'delivered', 'delivered']);
  expect(failures).toEqual(['timeout', 'timeout']);
});

test.each([
  ['denied', 'denied', 'AccessDeniedException'],
  ['no_stream', 'denied', 'ResourceNotFoundException'],
] as const)('%s is not tried again, and the records come back', async (fault, failure, code) => {
  fake.fail(fault, Number.POSITIVE_INFINITY);
  const outcomes = await write(numberedRecords(2));
  expect(outcomes).toMatchObject([
    { status: 'retry', error: { failure, code } },
    { status: 'retry', error: { failure, code } },
  ]);
  expect(fake.calls).toHaveLength(1);
});

test.each(['slow_down', 'server_error', 'reset', 'hang'] as const)(
  'the records come back at the deadline when %s lasts',
  async (fault) => {
    fake.fail(fault, Number.POSITIVE_INFINITY);
    const started = Date.now();
    const outcomes = await write(numberedRecords(1_200), { callRecords: 100 }, deadlineIn(300));
    expect(Date.now() - started).toBeLessThan(800);
    expect(new Set(statuses(outcomes))).toEqual(new Set(['retry']));
    expect(accepted()).toEqual([]);
  },
);

test('entries that stay throttled come back with their error, the others are written', async () => {
  fake.entrySchedule = (_, shard) => (shard.endsWith('1') ? 'throttled' : undefined);
  // Time runs out between calls, never under one.
  const deadline = { ...deadlineIn(300), signal: new AbortController().signal };
  const outcomes = await write(numberedRecords(200), {}, deadline);
  const retried = outcomes.filter(({ status }) => status === 'retry');
  expect(retried.length).toBeGreaterThan(0);
  expect(retried.length + fake.accepted.length).toBe(200);
  for (const outcome of retried) {
    expect(outcome).toMatchObject({
      error: { failure: 'throttled', code: 'ProvisionedThroughputExceededException' },
    });
  }
});

test('says which records were never sent', async () => {
  const outcomes = await write(numberedRecords(2), {}, deadlineIn(0));
  expect(outcomes).toMatchObject([
    { status: 'retry', error: { failure: 'deadline' } },
    { status: 'retry', error: { failure: 'deadline' } },
  ]);
  expect(fake.calls).toEqual([]);
});

test('a throttled shard does not hold up the others', async () => {
  // Shard 0 opens only when everything for the other shards has arrived, over a single lane.
  const records = numberedRecords(2_000);
  let others = 0;
  fake.entrySchedule = (_, shard) => {
    const open = others === elsewhere.length;
    if (shard.endsWith('0')) return open ? undefined : 'throttled';
    others += 1;
    return undefined;
  };
  const elsewhere = records.filter(({ partitionKey }) => fake.shardOf(partitionKey) !== 0);
  expect(elsewhere.length).toBeGreaterThan(1_000);
  expectDeliveredInOrder(
    fake,
    records,
    await write(records, { callsInFlight: 1, callRecords: 50 }),
  );
});

test('takes new credentials when a token has expired early', async () => {
  const keys = ['old', 'new'];
  const credentials = async () => ({
    accessKeyId: keys.shift() ?? 'none',
    secretAccessKey: 'test',
    expiration: new Date(Date.now() + 3_600_000),
  });
  await reconnect({}, { credentials });
  fake.expire('old');
  expect(statuses(await write(numberedRecords(1)))).toEqual(['delivered']);
  expect(fake.calls.map(({ fault }) => fault)).toEqual(['expired_token', undefined]);
});

test('credentials that never come do not outlast the deadline', async () => {
  await reconnect({}, { credentials: () => new Promise(() => {}) });
  const started = Date.now();
  const outcomes = await write(numberedRecords(1), {}, deadlineIn(200));
  expect(Date.now() - started).toBeLessThan(700);
  expect(outcomes).toMatchObject([{ status: 'retry', error: { failure: 'timeout' } }]);
});

test('one record that Kinesis refuses takes no neighbour with it', async () => {
  await reconnect({ refuses: ({ data }) => data.includes('poison') });
  const records = [...numberedRecords(30), { data: Buffer.from('poison'), partitionKey: 'k' }];
  const outcomes = await write(records);
  expectDeliveredInOrder(fake, records.slice(0, 30), outcomes.slice(0, 30));
  expect(outcomes[30]).toEqual({
    status: 'refused',
    reason: 'refused:kinesis',
    detail: 'InvalidArgumentException: refused on purpose',
  });
  expect(accepted()).toHaveLength(30);
});

test('a connection that many calls share may break under all of them', async () => {
  await reconnect(
    {},
    { requestHandler: { disableConcurrentStreams: false, sessionTimeout: 10_000 } },
  );
  fake.fail('reset', 1);
  fake.fail('hidden', 1);
  fake.fail('reset', 1);
  const records = numberedRecords(1_000);
  const outcomes = await write(records, { callRecords: 50, callsInFlight: 8 });
  expect(new Set(statuses(outcomes))).toEqual(new Set(['delivered']));
  expect(new Set(accepted()).size).toBe(1_000);
});

test('a bug is thrown, not hidden', async () => {
  const broken = new TypeError('x is not a function');
  jest.spyOn(client, 'send').mockImplementation(async () => {
    throw broken;
  });
  await expect(write(numberedRecords(1))).rejects.toBe(broken);
});
