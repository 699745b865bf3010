import { VirtualTime } from '../virtual-time.ts';
import type { DiscardedBatch } from './discarded-batch.ts';
import { EventSourceMapping } from './event-source-mapping.ts';
import { ModelStream } from './kinesis-stream.ts';
import type { InvocationResult } from './response.ts';
import { defaultMappingSettings, defaultSilentRules, type SilentRules } from './settings.ts';

interface Invocation {
  atMs: number;
  shard: string;
  data: string[];
}

/** A mapping over a stream in memory; the function takes a second and answers as told. */
function createWorld(changes: Partial<typeof defaultMappingSettings> = {}, shards = 1) {
  const time = new VirtualTime(Date.UTC(2026, 10, 21));
  const stream = new ModelStream(shards, () => time.nowMs());
  const invocations: Invocation[] = [];
  const discarded: DiscardedBatch[] = [];
  const world = {
    time,
    stream,
    invocations,
    discarded,
    rules: {} as Partial<SilentRules>,
    answer: (_: Invocation): InvocationResult => ({ kind: 'answered', response: null }),
    put: (data: string, key = 'k') => stream.put(key, data),
    run: (meanwhile: () => Promise<void> = async () => {}) =>
      time.run(async () => {
        const mapping = new EventSourceMapping({
          settings: { ...defaultMappingSettings, reportBatchItemFailures: true, ...changes },
          rules: { ...defaultSilentRules, ...world.rules },
          source: stream,
          clock: time,
          invoke: async ({ Records }, shard) => {
            const data = Records.map(({ kinesis }) =>
              Buffer.from(kinesis.data, 'base64').toString(),
            );
            const invocation = { atMs: time.elapsedMs, shard: shard.slice(-1), data };
            invocations.push(invocation);
            await time.sleep(1_000);
            return world.answer(invocation);
          },
          onFailure: async (batch) => void discarded.push(batch),
        });
        await Promise.all([mapping.run(), meanwhile().then(() => stream.close())]);
      }),
  };
  return world;
}

const failed: InvocationResult = { kind: 'failed', error: 'Unhandled' };
const batches = ({ invocations }: { invocations: Invocation[] }) =>
  invocations.map(({ data }) => data.join(''));

test('a batch that fails is tried again before the next of its shard', async () => {
  const world = createWorld({ batchSize: 2 });
  for (const data of ['a', 'b', 'c']) world.put(data);
  world.answer = ({ data }) => (data[0] === 'a' && world.invocations.length < 3 ? failed : done);
  await world.run();
  expect(batches(world)).toEqual(['ab', 'ab', 'ab', 'c']);
});

const done: InvocationResult = { kind: 'answered', response: { batchItemFailures: [] } };

test('a failing batch goes to the on-failure destination when its retries are used up', async () => {
  const world = createWorld({ batchSize: 2, maximumRetryAttempts: 2 });
  for (const data of ['a', 'b', 'c']) world.put(data);
  world.answer = ({ data }) => (data[0] === 'a' ? failed : done);
  await world.run();
  expect(batches(world)).toEqual(['ab', 'ab', 'ab', 'c']);
  expect(world.discarded).toMatchObject([{ condition: 'RetryAttemptsExhausted', invocations: 3 }]);
  expect(world.discarded[0]?.records).toHaveLength(2);
});

test('a failing batch goes there when it is too old, and what came later is delivered', async () => {
  const world = createWorld({ maximumRecordAgeInSeconds: 60 });
  world.put('bad');
  world.answer = ({ data }) => (data[0] === 'bad' ? failed : done);
  await world.run(async () => {
    await world.time.sleep(55_000);
    world.put('good');
  });
  expect(world.discarded).toMatchObject([{ condition: 'RecordAgeExceeded' }]);
  const good = world.invocations.find(({ data }) => data[0] === 'good');
  expect(good?.atMs).toBeGreaterThan(60_000);
  expect(good?.atMs).toBeLessThan(95_000);
});

test('halving finds the record that fails, with no retry to spare', async () => {
  const world = createWorld({ bisectBatchOnFunctionError: true, maximumRetryAttempts: 0 });
  for (const data of ['a', 'b', 'c', 'x', 'e']) world.put(data);
  world.answer = ({ data }) => (data.includes('x') ? failed : done);
  await world.run();
  expect(batches(world)).toEqual(['abcxe', 'abc', 'xe', 'x', 'e']);
  expect(world.discarded.map(({ records }) => records.length)).toEqual([1]);
});

test('a function that cannot be invoked loses no retry', async () => {
  const world = createWorld({ maximumRetryAttempts: 0, bisectBatchOnFunctionError: true });
  for (const data of ['a', 'b']) world.put(data);
  world.answer = () =>
    world.invocations.length < 6 ? { kind: 'not_invoked', error: 'throttled' } : done;
  await world.run();
  expect(batches(world)).toEqual(['ab', 'ab', 'ab', 'ab', 'ab', 'ab']);
  expect(world.discarded).toEqual([]);
});

test('without ReportBatchItemFailures any answer is success', async () => {
  const world = createWorld({ reportBatchItemFailures: false });
  const { kinesis } = world.put('a');
  const itemIdentifier = kinesis.sequenceNumber;
  world.answer = () => ({
    kind: 'answered',
    response: { batchItemFailures: [{ itemIdentifier }] },
  });
  await world.run();
  expect(batches(world)).toEqual(['a']);
});

test('batches of one shard run side by side by partition key, each key in order', async () => {
  const world = createWorld({ parallelizationFactor: 10, batchSize: 1 });
  for (const data of ['a1', 'b1', 'a2', 'b2']) world.put(data, data[0]);
  await world.run();
  const starts = Object.fromEntries(world.invocations.map(({ data, atMs }) => [data[0], atMs]));
  expect(starts.a1).toBe(starts.b1);
  expect(starts.a2).toBeGreaterThan(starts.a1 as number);
  expect(starts.b2).toBeGreaterThan(starts.b1 as number);
});

test('children are read when all their parents are finished', async () => {
  const world = createWorld({ batchSize: 1 });
  world.put('1');
  world.stream.split(0);
  world.put('2');
  world.stream.merge(0);
  world.put('3');
  let first = true;
  world.answer = () => {
    if (!first) return done;
    first = false;
    return failed;
  };
  await world.run();
  expect(batches(world)).toEqual(['1', '1', '2', '3']);
  expect(new Set(world.invocations.map(({ shard }) => shard)).size).toBe(3);
});

test('LATEST leaves out what was there, and nothing of what a split brings', async () => {
  const world = createWorld({ startingPosition: 'LATEST' });
  world.put('before');
  await world.run(async () => {
    await world.time.sleep(100);
    world.put('after');
    world.stream.split(0);
    world.put('in a child');
  });
  expect(batches(world)).toEqual(['after', 'in a child']);
});

test('a retry may take in what came meanwhile', async () => {
  const world = createWorld();
  world.rules = { retryTakesMore: true };
  world.put('a');
  world.answer = () => (world.invocations.length === 1 ? failed : done);
  await world.run(async () => {
    await world.time.sleep(1_500);
    world.put('b');
  });
  expect(batches(world)).toEqual(['a', 'ab']);
});
