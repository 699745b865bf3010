import { gunzipSync, gzipSync } from 'node:zlib';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { readAggregate } from '@logdrive/log-stream';
import {
  FakeKinesis,
  FakeSqs,
  kinesisRecord,
  kplAggregate,
  type LambdaKinesisRecord,
} from '@logdrive/log-stream/testing';
import fc from 'fast-check';
import { kinesisSink } from './kinesis-sink.ts';
import { sqsSink } from './sqs-sink.ts';
import { hasList, type Target } from './target.ts';
import { kinesisClient, sqsClient } from './testing/clients.ts';
import { createForwarder } from './testing/forwarder.ts';
import { queueTarget, streamTarget } from './testing/targets.ts';

const faults = ['none', 'none', 'slow_down', 'server_error', 'reset', 'hidden', 'denied'] as const;
const types = ['app', 'app.web', 'db', 'audit'];
const lists: Pick<Target, 'logTypes' | 'except'>[] = [
  { logTypes: [], except: [] },
  { logTypes: ['app*'], except: [] },
  { logTypes: ['db', 'audit'], except: ['audit'] },
  { logTypes: [], except: ['app'] },
];

/** One of each kind, each with a list of its own. */
const scenario = fc.record({
  records: fc.array(
    fc.record({
      form: fc.constantFrom('plain', 'plain', 'gzip', 'aggregate'),
      types: fc.array(fc.constantFrom(...types), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 25 },
  ),
  lists: fc.tuple(fc.constantFrom(...lists), fc.constantFrom(...lists), fc.constantFrom(...lists)),
  byField: fc.boolean(),
  aggregate: fc.boolean(),
  faults: fc.tuple(...[0, 1, 2].map(() => fc.array(fc.constantFrom(...faults), { maxLength: 6 }))),
  entryFaults: fc.array(fc.boolean(), { maxLength: 40 }),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

const fakes = { stream: undefined as never as FakeKinesis, queues: [] as FakeSqs[] };
const clients = { stream: undefined as never as KinesisClient, queues: [] as SQSClient[] };

beforeAll(async () => {
  fakes.stream = await FakeKinesis.start({ shards: 2 });
  fakes.queues = [await FakeSqs.start(), await FakeSqs.start({ fifo: true })];
  clients.stream = kinesisClient(fakes.stream.endpoint);
  clients.queues = fakes.queues.map(({ endpoint }) => sqsClient(endpoint));
});
afterAll(async () => {
  for (const client of [clients.stream, ...clients.queues]) client.destroy();
  await Promise.all([fakes.stream, ...fakes.queues].map((fake) => fake.close()));
});

test('each event reaches each target that wants it, again only where an answer was hidden', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const targets = targetsOf(given);
      const marks = [fakes.stream, ...fakes.queues].map((fake) => fake.accepted.length);
      schedule(given);
      const events = given.records.map((record) => record.types.map(draw));
      const records = given.records.map(({ form }, index) => pack(form, events[index] ?? []));
      await handleUntilDone(createForwarder({ targets, timeoutMs: 5_000 }), records);
      targets.forEach(({ target }, index) => {
        const wanted = events.flat().filter(({ log_type }) => wants(target, log_type));
        expectDelivered(
          contentsSince(index, marks[index] ?? 0),
          wanted.map(({ id }) => id),
        );
      });
    }),
    { numRuns: 40, endOnFailure: true },
  );
}, 60_000);

interface Drawn {
  log_type: string;
  id: string;
}

let drawn = 0;
function draw(log_type: string): Drawn {
  drawn += 1;
  return { log_type, id: `e${drawn}.` };
}

function pack(form: string, events: readonly Drawn[]): LambdaKinesisRecord {
  const lines = events.map((event) => JSON.stringify({ ...event, log_id: event.id }));
  if (form === 'gzip') return kinesisRecord({ data: gzipSync(lines.join('\n')) });
  if (form === 'aggregate') {
    return kinesisRecord({ data: kplAggregate(lines.map((data) => ({ data }))) });
  }
  return kinesisRecord({ data: lines.join('\n') });
}

function targetsOf({ lists: [first, second, third], byField, aggregate }: Scenario) {
  const [standard, fifo] = clients.queues;
  const [queueUrl = '', fifoUrl = ''] = fakes.queues.map((fake) => fake.queueUrl);
  if (standard === undefined || fifo === undefined) throw new Error('no queues');
  const partitionKey = byField ? 'id' : undefined;
  const targets = {
    stream: streamTarget({ ...first, partitionKey, aggregate }),
    queue: queueTarget({ ...second, queueUrl }),
    fifo: queueTarget({
      ...third,
      name: 'fifo',
      queueUrl: fifoUrl,
      fifo: true,
      groupId: 'log_type',
    }),
  };
  const backoff = { baseMs: 1, maxMs: 4 };
  return [
    { target: targets.stream, sink: kinesisSink(clients.stream, targets.stream, { backoff }) },
    { target: targets.queue, sink: sqsSink(standard, targets.queue) },
    { target: targets.fifo, sink: sqsSink(fifo, targets.fifo) },
  ];
}

function schedule({ faults: [stream = [], queue = [], fifo = []], entryFaults }: Scenario): void {
  const left = [...entryFaults];
  for (const fake of [fakes.stream, ...fakes.queues]) fake.heal();
  for (const fault of stream) fakes.stream.fail(fault);
  for (const fault of queue) fakes.queues[0]?.fail(fault);
  for (const fault of fifo) fakes.queues[1]?.fail(fault);
  fakes.stream.entrySchedule = () => (left.shift() ? 'throttled' : undefined);
  for (const fake of fakes.queues) {
    fake.entrySchedule = () =>
      left.shift() ? { code: 'InternalError', senderFault: false } : undefined;
  }
}

/** Hands the batch over again from the record that is named, as Lambda does. */
async function handleUntilDone(
  forwarder: ReturnType<typeof createForwarder>,
  records: LambdaKinesisRecord[],
): Promise<void> {
  let left = records;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    expect(attempt).toBeLessThan(30);
    const from = await forwarder.handle(left);
    const index = left.findIndex(({ kinesis }) => kinesis.sequenceNumber === from);
    left = from === undefined ? [] : left.slice(index);
  }
  expect(forwarder.quarantined()).toEqual([]);
}

function wants(target: Target, logType: string): boolean {
  if (!hasList(target)) return true;
  const { logTypes, except } = target;
  const matches = (patterns: readonly string[]) =>
    patterns.some((each) => (each === 'app*' ? logType.startsWith('app') : each === logType));
  return (logTypes.length === 0 || matches(logTypes)) && !matches(except);
}

interface Content {
  id: string;
  hidden: boolean;
}

/** The ids of the events that a target has taken, in whatever form. */
function contentsSince(index: number, mark: number): Content[] {
  const fake = [fakes.stream, ...fakes.queues][index];
  if (fake === undefined) throw new Error('no such target');
  return fake.accepted.slice(mark).flatMap((taken) => {
    const data = 'data' in taken ? taken.data : bodyOf(taken);
    return idsIn(data).map((id) => ({ id, hidden: taken.hidden }));
  });
}

function bodyOf({ body, attributes }: FakeSqs['accepted'][number]): Buffer {
  return Buffer.from(body, attributes.logdrive_body === 'base64' ? 'base64' : 'utf8');
}

function idsIn(data: Buffer): string[] {
  const inner = readAggregate(data);
  if (inner !== undefined) return inner.flatMap((each) => idsIn(each.data));
  const text = data[0] === 0x1f ? gunzipSync(data).toString() : data.toString();
  return text.split('\n').map((line) => JSON.parse(line).id);
}

function expectDelivered(contents: readonly Content[], wanted: readonly string[]): void {
  const all = new Set(contents.map(({ id }) => id));
  expect([...all].sort()).toEqual([...wanted].sort());
  const answered = contents.filter(({ hidden }) => !hidden).map(({ id }) => id);
  expect(answered.length).toBe(new Set(answered).size);
}
