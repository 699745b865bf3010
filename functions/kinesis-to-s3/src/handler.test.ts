import { gunzipSync } from 'node:zlib';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  defaultKeys,
  type ObjectStore,
} from '@logdrive/log-stream';
import { kinesisEvent, kinesisRecord } from '@logdrive/log-stream/testing';
import { createEncoding } from './compression.ts';
import { createHandler } from './handler.ts';
import { createPartitioner } from './partitions.ts';
import { s3Sink } from './s3-sink.ts';

/** The function over a store in memory whose puts of matching keys fail. */
function createFunction(options: { failing?: RegExp; logTypes?: string[] } = {}) {
  const objects = new Map<string, Buffer>();
  const logged: Record<string, unknown>[] = [];
  let failing = options.failing;
  const store: ObjectStore = {
    putOnce: async ({ key, body }) => {
      if (failing?.test(key)) throw new Error('S3 is down');
      if (objects.has(key)) return 'already_there';
      objects.set(key, body);
      return 'written';
    },
  };
  const log = createLog((line) => logged.push(JSON.parse(line)));
  const handler = createHandler({
    conform: createConform({
      keys: defaultKeys,
      timeZone: 'UTC',
      wants: createLogTypeFilter(options.logTypes ?? []),
    }),
    sink: s3Sink({
      store,
      partition: createPartitioner('UTC'),
      encoding: createEncoding({ kind: 'gzip', level: 6 }),
      prefix: 'logs',
      log,
    }),
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
  });
  const context = { functionName: 'archive', getRemainingTimeInMillis: () => 30_000 };
  return {
    handle: (records: ReturnType<typeof kinesisRecord>[]) =>
      handler(kinesisEvent(records), context),
    linesUnder: (prefix: string) =>
      [...objects]
        .filter(([key]) => key.startsWith(prefix))
        .flatMap(([, body]) => gunzipSync(body).toString().trimEnd().split('\n')),
    keys: () => [...objects.keys()],
    logged,
    heal: () => {
      failing = undefined;
    },
  };
}

const json = (log_type: string, log_id: string, hour = '05') =>
  `{"log_type":"${log_type}","log_id":"${log_id}","time":"2026-11-20T${hour}:00:00Z"}`;
const recordsOf = (...data: string[]) =>
  data.map((text, index) => kinesisRecord({ data: text, sequenceNumber: `${4959 + index}` }));
const whole = { batchItemFailures: [{ itemIdentifier: '4959' }] };
const done = { batchItemFailures: [] };

test('an empty batch is done', async () => {
  expect(await createFunction().handle([])).toEqual(done);
});

test('each event is delivered, filtered or quarantined, and the log line adds up', async () => {
  const f = createFunction({ logTypes: ['app'] });
  const records = recordsOf(
    json('app', 'a'),
    json('noise', 'b'),
    'no json',
    json('app', 'c', '06'),
  );
  expect(await f.handle(records)).toEqual(done);
  expect(f.linesUnder('logs/').sort()).toEqual([json('app', 'a'), json('app', 'c', '06')]);
  const [entry = ''] = f.linesUnder('quarantine/');
  expect(JSON.parse(entry)).toMatchObject({ reason: 'not_json', data: btoa('no json') });
  expect(f.logged).toEqual([
    expect.objectContaining({
      EventsReceived: 4,
      EventsDelivered: 2,
      EventsFiltered: 1,
      EventsQuarantined: 1,
      EventsRetried: 0,
      ObjectsWritten: 2,
      quarantined_by_reason: { not_json: 1 },
    }),
  ]);
});

test('when one partition fails the whole batch comes back, and is written once in the end', async () => {
  const f = createFunction({ failing: /hour=06/ });
  const records = recordsOf(json('app', 'a'), json('app', 'b', '06'), 'no json');
  expect(await f.handle(records)).toEqual(whole);
  expect(f.logged.at(-1)).toMatchObject({
    message: 'batch comes back',
    EventsRetried: 3,
    EventsDelivered: 0,
  });
  f.heal();
  expect(await f.handle(records)).toEqual(done);
  expect(f.linesUnder('logs/').sort()).toEqual([json('app', 'a'), json('app', 'b', '06')]);
  expect(f.linesUnder('quarantine/')).toHaveLength(1);
  expect(f.logged.at(-1)).toMatchObject({
    EventsDelivered: 2,
    EventsQuarantined: 1,
    ObjectsAlreadyThere: 1,
  });
});

test('when the quarantine cannot be written the batch comes back', async () => {
  const f = createFunction({ failing: /^quarantine/ });
  expect(await f.handle(recordsOf(json('app', 'a'), 'no json'))).toEqual(whole);
  expect(f.logged[0]).toMatchObject({
    level: 'ERROR',
    message: 'the quarantine cannot be written',
  });
});

test('no log line carries a payload', async () => {
  const f = createFunction({ failing: /./ });
  await f.handle(recordsOf(json('app', 'secret-1'), 'secret-2'));
  expect(JSON.stringify(f.logged)).not.toContain('secret');
});

test('takes a batch of 10,000 records', async () => {
  const f = createFunction();
  const data = Array.from({ length: 10_000 }, (_, index) => json(`t${index % 4}`, `${index}`));
  expect(await f.handle(recordsOf(...data))).toEqual(done);
  expect(f.linesUnder('logs/').sort()).toEqual(data.sort());
  expect(f.keys()).toHaveLength(4);
});

test('what a batch inflates to beyond the limit is left for the next invocation', async () => {
  const { gzipSync } = await import('node:zlib');
  const padding = 'x'.repeat(15 * 1024 * 1024);
  const large = (id: string) => gzipSync(json('app', id).replace('}', `,"pad":"${padding}"}`));
  const records = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) =>
    kinesisRecord({ data: large(id), sequenceNumber: `${4959 + index}` }),
  );
  const f = createFunction();
  const response = await f.handle(records);
  const taken = f.linesUnder('logs/').length;
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(6);
  expect(response).toEqual({ batchItemFailures: [{ itemIdentifier: `${4959 + taken}` }] });
  await f.handle(records.slice(taken));
  expect(f.linesUnder('logs/')).toHaveLength(6);
});
