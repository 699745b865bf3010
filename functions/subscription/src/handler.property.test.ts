import { KinesisClient } from '@aws-sdk/client-kinesis';
import {
  createConform,
  createLog,
  createQuarantine,
  decodeBatch,
  defaultKeys,
} from '@logdrive/log-stream';
import { createKinesisWriter } from '@logdrive/log-stream/kinesis';
import {
  cloudwatchData,
  cloudwatchEnvelope,
  FakeKinesis,
  kinesisEvent,
  kinesisRecord,
} from '@logdrive/log-stream/testing';
import fc from 'fast-check';
import { createHandler } from './handler.ts';
import { createShorten } from './large-events.ts';
import { streamSink } from './stream-sink.ts';

const recordBytes = 20_000;

/** After these the stream may hold the records of the call, though the writer cannot know. */
const hiding = ['hidden', 'garbled', 'incomplete'] as const;
const faults = ['slow_down', 'server_error', 'reset', 'denied', ...hiding] as const;

const message = fc.oneof(
  { weight: 8, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }) },
  { weight: 2, arbitrary: fc.json({ maxDepth: 2 }).filter((json) => json.startsWith('{')) },
  { weight: 1, arbitrary: fc.nat(40_000).map((n) => `long ${'x'.repeat(n)}`) },
);

const scenario = fc.record({
  envelopes: fc.array(fc.array(message, { minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 5,
  }),
  calls: fc.array(fc.option(fc.constantFrom(...faults), { nil: 'none' as const }), {
    maxLength: 8,
  }),
  entries: fc.array(
    fc.option(fc.constantFrom('throttled' as const, 'internal_failure' as const), {
      nil: undefined,
    }),
    { maxLength: 30 },
  ),
  aggregated: fc.boolean(),
  direct: fc.boolean(),
});

let fake: FakeKinesis;
let client: KinesisClient;

beforeEach(async () => {
  fake = await FakeKinesis.start({ shards: 3, recordBytes });
  client = new KinesisClient({
    endpoint: fake.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  await fake.close();
});

/** The function before the fake stream; its quarantine counts what it keeps. */
function createFunction(aggregated: boolean) {
  const log = createLog(() => {});
  const quarantined: string[] = [];
  const store = {
    putOnce: async ({ key }: { key: string }) => {
      quarantined.push(key);
      return 'written' as const;
    },
  };
  const writer = createKinesisWriter(client, {
    stream: 'logs',
    recordBytes,
    callRecords: 10,
    callTimeoutMs: 300,
    backoff: { baseMs: 1, maxMs: 5 },
    ...(aggregated && { aggregation: { maxBytes: 4_096, hashSlots: 6 } }),
  });
  const shorten = createShorten({ how: 'cut' }, defaultKeys, () => store);
  const handler = createHandler({
    conform: createConform(),
    decode: {},
    sink: streamSink({ writer, recordBytes, shorten, log }),
    partEvents: 3,
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
  });
  const context = {
    functionName: 'subscription',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:subscription',
    logGroupName: '/aws/lambda/subscription',
    getRemainingTimeInMillis: () => 20_000,
  };
  return { quarantined, handle: (event: Parameters<typeof handler>[0]) => handler(event, context) };
}

/** Hands the batch over as Lambda does, until nothing comes back; at most so often. */
async function untilDone(
  { handle }: ReturnType<typeof createFunction>,
  data: readonly Buffer[],
  direct: boolean,
): Promise<number> {
  let records = data.map((each) => kinesisRecord({ data: each }));
  for (let attempt = 1; attempt <= 20; attempt += 1) {
    if (direct) {
      const left = await Promise.all(
        data.map((each) => handle({ awslogs: { data: each.toString('base64') } }).catch(() => 1)),
      );
      if (!left.includes(1)) return attempt;
      continue;
    }
    const { batchItemFailures } = await handle(kinesisEvent(records));
    const from = batchItemFailures[0]?.itemIdentifier;
    if (from === undefined) return attempt;
    records = records.slice(records.findIndex(({ kinesis }) => kinesis.sequenceNumber === from));
  }
  throw new Error('it never ends');
}

function logIdsIn(records: readonly { data: Buffer }[]): string[] {
  const { events } = decodeBatch(records.map(({ data }) => kinesisRecord({ data })));
  return events.map(({ value }) => String(value.log_id));
}

/** Ids as the service gives them, none twice in all runs. */
let lastId = 10n ** 55n;

function envelopeOf(messages: readonly string[]): { ids: string[]; data: Buffer } {
  const logEvents = messages.map((text) => {
    lastId += 1n;
    return { id: String(lastId), timestamp: 1795237200000, message: text };
  });
  return {
    ids: logEvents.map(({ id }) => id),
    data: cloudwatchData(cloudwatchEnvelope(logEvents)),
  };
}

test('whatever fails for a time, each event arrives under one log id, and twice only where an answer was lost or its batch came back', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async ({ envelopes, calls, entries, aggregated, direct }) => {
      const before = fake.accepted.length;
      fake.heal();
      for (const fault of calls) fake.fail(fault);
      const schedule = [...entries];
      fake.entrySchedule = () => schedule.shift();

      const sent = envelopes.map(envelopeOf);
      const f = createFunction(aggregated);
      const attempts = await untilDone(
        f,
        sent.map(({ data }) => data),
        direct,
      );
      const logIds = logIdsIn(fake.accepted.slice(before));

      // A log id is the service's id and a checksum: the set shows each event once, and no other.
      const serviceIds = [...new Set(logIds)].map((logId) => logId.split('-')[0]);
      expect(serviceIds.sort()).toEqual(sent.flatMap(({ ids }) => ids).sort());
      expect(f.quarantined).toEqual([]);
      const hidden = calls.some((fault) => hiding.some((each) => each === fault));
      if (attempts === 1 && !hidden) expect(logIds).toHaveLength(serviceIds.length);
    }),
    { numRuns: 60 },
  );
}, 120_000);
