import { KinesisClient } from '@aws-sdk/client-kinesis';
import { createConform, createLog, defaultKeys, takeIn } from '@logdrive/log-stream';
import { createKinesisWriter } from '@logdrive/log-stream/kinesis';
import {
  describeSinkContract,
  FakeKinesis,
  kinesisEvent,
  kinesisRecord,
  sampleEvents,
} from '@logdrive/log-stream/testing';
import { createShorten, type Shorten } from './large-events.ts';
import { partitionKeyOf } from './partition-key.ts';
import { streamSink } from './stream-sink.ts';

const recordBytes = 20_000;
const deadline = () => ({ remainingMs: () => 20_000, signal: AbortSignal.timeout(20_000) });
const cutting = createShorten({ how: 'cut' }, defaultKeys, () => {
  throw new Error('nothing is stored');
});

async function createSink(shorten: Shorten = cutting) {
  const fake = await FakeKinesis.start({ shards: 4, recordBytes });
  const client = new KinesisClient({
    endpoint: fake.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const logged: string[] = [];
  const log = createLog((line) => logged.push(line));
  const writer = createKinesisWriter(client, {
    stream: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs',
    recordBytes,
    callTimeoutMs: 400,
  });
  const sink = streamSink({ writer, recordBytes, shorten, log });
  const close = async () => {
    client.destroy();
    await fake.close();
  };
  return { fake, sink, logged, close };
}

describeSinkContract(
  'a Kinesis stream, a fake',
  async () => {
    const { fake, sink, close } = await createSink();
    return {
      sink,
      delivered: async () => fake.accepted.map(({ data }) => data.toString()),
      fail: (fault, times) => fake.fail(fault, times),
      heal: () => fake.heal(),
      close,
    };
  },
  { once: false },
);

test('spreads the events of one log stream over all shards, the same way on every retry', async () => {
  const { fake, sink, close } = await createSink();
  const { events, batch } = sampleEvents(400);
  await sink.deliver(events, batch, deadline());
  const counts = new Map<string, number>();
  for (const { shard } of fake.accepted) counts.set(shard, (counts.get(shard) ?? 0) + 1);
  expect(counts.size).toBe(4);
  expect(Math.min(...counts.values())).toBeGreaterThan(60);
  expect(fake.accepted.map(({ partitionKey }) => partitionKey).sort()).toEqual(
    events.map(partitionKeyOf).sort(),
  );
  await close();
});

function eventsOf(...members: object[]) {
  const records = members.map((member, n) => {
    const common = { log_type: 'app', log_id: `${n}`, time: '2026-11-21T05:00:00Z' };
    return kinesisRecord({ data: JSON.stringify({ ...common, ...member }) });
  });
  return takeIn(kinesisEvent(records).Records, createConform());
}

test('cuts what is too large by a byte, and leaves alone what just fits', async () => {
  const { fake, sink, close } = await createSink();
  const empty = eventsOf({ message: '' }).events[0]?.bytes.length ?? 0;
  const fits = 'x'.repeat(recordBytes - 8 - empty);
  const { events, batch } = eventsOf({ message: fits }, { message: `${fits}x` });
  const result = await sink.deliver(events, batch, deadline());
  expect(result).toMatchObject({ delivered: 2, figures: { EventsShortened: 1 } });
  const marked = fake.accepted.map(({ data }) => data.includes('"truncated":{'));
  expect(marked.sort()).toEqual([false, true]);
  await close();
});

test('refuses what cannot be cut with the bytes that arrived, and writes the others', async () => {
  const { fake, sink, close } = await createSink();
  const { events, batch } = eventsOf({ log_type: 'x'.repeat(30_000) }, { n: 1 });
  const { delivered, refused } = await sink.deliver(events, batch, deadline());
  expect(delivered).toBe(1);
  expect(refused).toMatchObject([{ reason: 'too_large', bytes: events[0]?.original() }]);
  expect(fake.accepted).toHaveLength(1);
  await close();
});

test('gives back a large event whose store fails, and writes the others', async () => {
  const { fake, sink, logged, close } = await createSink(async () => {
    throw new Error('S3 is down');
  });
  const { events, batch } = eventsOf({ message: 'secret'.repeat(10_000) }, { n: 1 });
  expect(await sink.deliver(events, batch, deadline())).toMatchObject({
    delivered: 1,
    retry: [events[0]],
  });
  expect(fake.accepted).toHaveLength(1);
  expect(logged.join()).toContain('a large event cannot be stored');
  expect(logged.join()).not.toContain('secret');
  await close();
});

test('says once a batch why events cannot be written', async () => {
  const { fake, sink, logged, close } = await createSink();
  fake.fail('denied', Number.POSITIVE_INFINITY);
  const { events, batch } = sampleEvents(600);
  expect((await sink.deliver(events, batch, deadline())).retry).toHaveLength(600);
  expect(logged.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ level: 'ERROR', failure: 'denied', events: 600 }),
  ]);
  await close();
});
