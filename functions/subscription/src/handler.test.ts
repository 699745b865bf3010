import { gunzipSync } from 'node:zlib';
import {
  createConform,
  createLog,
  createQuarantine,
  type LogEvent,
  type ObjectStore,
  type Sink,
} from '@logdrive/log-stream';
import {
  type CloudWatchEnvelope,
  cloudwatchControlMessage,
  cloudwatchData,
  cloudwatchEnvelope,
  kinesisEvent,
  kinesisRecord,
} from '@logdrive/log-stream/testing';
import { createHandler, UndeliveredEventsError } from './handler.ts';

const own = '/aws/lambda/subscription';

/** The function before a stream in memory that gives back events whose line matches. */
function createFunction(options: { failing?: RegExp; quarantineFails?: boolean } = {}) {
  const objects = new Map<string, Buffer>();
  const delivered: string[] = [];
  const logged: Record<string, unknown>[] = [];
  let { failing, quarantineFails = false } = options;
  const store: ObjectStore = {
    putOnce: async ({ key, body }) => {
      if (quarantineFails) throw new Error('S3 is down');
      if (objects.has(key)) return 'already_there';
      objects.set(key, body);
      return 'written';
    },
  };
  const sink: Sink = {
    async deliver(events) {
      const retry = events.filter(({ bytes }) => failing?.test(bytes.toString()));
      const done = events.filter((event: LogEvent) => !retry.includes(event));
      delivered.push(...done.map(({ bytes }) => bytes.toString()));
      return { delivered: done.length, refused: [], retry, figures: { BytesWritten: 1 } };
    },
  };
  const log = createLog((line) => logged.push(JSON.parse(line)));
  const handler = createHandler({
    conform: createConform(),
    decode: {},
    sink,
    partEvents: 100,
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
  });
  const context = {
    functionName: 'subscription',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:subscription',
    logGroupName: own,
    getRemainingTimeInMillis: () => 30_000,
  };
  return {
    fromStream: (...data: (Buffer | string)[]) =>
      handler(
        kinesisEvent(
          data.map((each, n) => kinesisRecord({ data: each, sequenceNumber: `${4959 + n}` })),
        ),
        context,
      ),
    direct: (data: Buffer) => handler({ awslogs: { data: data.toString('base64') } }, context),
    other: (event: object) => handler(event as never, context),
    events: () => delivered.map((line) => JSON.parse(line)),
    quarantined: () =>
      [...objects.values()].flatMap((body) =>
        gunzipSync(body)
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ),
    keys: () => [...objects.keys()],
    logged,
    heal: () => {
      failing = undefined;
      quarantineFails = false;
    },
  };
}

const envelope = (messages: string[], changes: Partial<CloudWatchEnvelope> = {}) =>
  cloudwatchData(cloudwatchEnvelope(messages, changes));
const id = '3f1c9d2e-0b7a-4c5d-8e6f-1a2b3c4d5e6f';
const done = { batchItemFailures: [] };
const account = ({ logged }: ReturnType<typeof createFunction>) => {
  const line = logged.find(({ message }) => String(message).startsWith('batch')) ?? {};
  const { EventsReceived, EventsDelivered, EventsFiltered, EventsQuarantined, EventsRetried } =
    line;
  return { EventsReceived, EventsDelivered, EventsFiltered, EventsQuarantined, EventsRetried };
};

describe.each(['fromStream', 'direct'] as const)('%s', (way) => {
  test('every event becomes structured JSON', async () => {
    const f = createFunction();
    const data = envelope([
      `END RequestId: ${id}\n`,
      '{"level":"WARN","log_type":"orders","time":"2026-11-21T04:00:00Z","n":1}\n',
      'just text\n',
    ]);
    expect(await f[way](data)).toEqual(done);
    const source = {
      logGroup: '/aws/lambda/api',
      logStream: '2026/11/21/[$LATEST]5d3b8f0e7a1c4b6d9e2f1a0b3c4d5e6f',
      account: '123456789012',
      region: 'eu-west-1',
    };
    const log_id = expect.stringMatching(
      /^38491839172948572938475629384756293847562938475629384\d{3}-[0-9a-f]{8}$/,
    );
    expect(f.events()).toEqual([
      {
        type: 'platform.runtimeDone',
        record: { requestId: id },
        log_type: 'lambda',
        log_id,
        time: '2026-11-21T05:00:00.000Z',
        source,
      },
      { level: 'WARN', log_type: 'orders', time: '2026-11-21T04:00:00Z', n: 1, log_id, source },
      {
        message: 'just text',
        log_type: 'lambda',
        log_id,
        time: '2026-11-21T05:00:00.002Z',
        source,
      },
    ]);
    expect(f.logged).toEqual([
      expect.objectContaining({
        message: 'batch done',
        EventsReceived: 3,
        EventsDelivered: 3,
        BytesWritten: 1,
      }),
    ]);
  });

  test('a health check is counted and dropped', async () => {
    const f = createFunction();
    expect(await f[way](cloudwatchData(cloudwatchControlMessage()))).toEqual(done);
    expect(f.events()).toEqual([]);
    expect(f.logged).toMatchObject([{ ControlMessages: 1, EventsReceived: 0 }]);
  });

  test('what can never be delivered goes to the quarantine, its neighbours do not', async () => {
    const f = createFunction();
    const strange = cloudwatchEnvelope(['good']);
    strange.logEvents.push(JSON.parse('{"id":"1","timestamp":1}'));
    expect(await f[way](cloudwatchData(strange))).toEqual(done);
    expect(f.events()).toHaveLength(1);
    const [entry] = f.quarantined();
    expect(entry).toMatchObject({ reason: 'not_object', position: 1 });
    expect(Buffer.from(entry.data, 'base64').toString()).toContain('"logEvents":[{"id":"1"');
  });

  test('its own log lines are filtered, those of the same name elsewhere are not', async () => {
    const f = createFunction();
    await f[way](envelope(['own'], { logGroup: own }));
    expect(f.events()).toEqual([]);
    expect(f.logged).toMatchObject([{ EventsFiltered: 1, OwnEventsDropped: 1 }]);
    await f[way](envelope(['other'], { logGroup: own, owner: '999999999999' }));
    const elsewhere = { '@aws.region': 'us-east-1' };
    const event = { id: '', timestamp: 1795237200000, message: 'far', extractedFields: elsewhere };
    await f[way](cloudwatchData(cloudwatchEnvelope([event], { logGroup: own })));
    expect(f.events()).toMatchObject([{ message: 'other' }, { message: 'far' }]);
    expect(f.logged.at(-1)).not.toHaveProperty('OwnEventsDropped');
  });

  test('no log line carries a payload', async () => {
    const f = createFunction({ failing: /./, quarantineFails: true });
    await f[way](envelope(['secret-1'])).catch(() => {});
    expect(JSON.stringify(f.logged)).not.toContain('secret');
  });
});

test('from a stream, the batch comes back from the first record with an event that failed', async () => {
  const f = createFunction({ failing: /fails/ });
  const data = [envelope(['a']), 'no envelope', envelope(['b', 'fails']), envelope(['c'])];
  expect(await f.fromStream(...data)).toEqual({ batchItemFailures: [{ itemIdentifier: '4961' }] });
  expect(account(f)).toEqual({
    EventsReceived: 5,
    EventsDelivered: 1,
    EventsFiltered: 0,
    EventsQuarantined: 1,
    EventsRetried: 3,
  });
  expect(f.quarantined()).toMatchObject([{ reason: 'not_json' }]);
});

test('an empty batch is done', async () => {
  expect(await createFunction().fromStream()).toEqual(done);
});

test('a direct invocation that fails does so as a whole, and a retry has the same ids', async () => {
  const f = createFunction({ failing: /fails/ });
  const data = cloudwatchData(
    cloudwatchEnvelope([
      { id: 'no id of the service', timestamp: 1795237200000, message: 'fine' },
      { id: '', timestamp: 1795237200000, message: 'fails' },
    ]),
  );
  await expect(f.direct(data)).rejects.toThrow(UndeliveredEventsError);
  expect(account(f)).toMatchObject({ EventsReceived: 2, EventsDelivered: 0, EventsRetried: 2 });
  f.heal();
  expect(await f.direct(data)).toEqual(done);
  const ids = f.events().map(({ message, log_id }) => `${message} ${log_id}`);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(2);
});

test('a direct invocation fails when the quarantine does, and its retry keeps an event once', async () => {
  const f = createFunction({ quarantineFails: true });
  const bad = Buffer.from('not gzip');
  await expect(f.direct(bad)).rejects.toThrow('1 events could not be delivered');
  f.heal();
  await f.direct(bad);
  await f.direct(bad);
  expect(f.keys()).toHaveLength(1);
  expect(f.quarantined()).toMatchObject([
    {
      stream: 'cloudwatch-logs',
      shard: 'direct',
      sequence_number: expect.stringMatching(/^[0-9a-f]{32}$/),
      data: bad.toString('base64'),
    },
  ]);
});

test.each([[{}], [{ awslogs: {} }], [{ awslogs: { data: 7 } }], [{ detail: {} }]])(
  '%j is no event of either kind',
  async (event) => {
    await expect(createFunction().other(event)).rejects.toThrow(
      'the event is neither of a Kinesis stream nor of CloudWatch Logs',
    );
  },
);
