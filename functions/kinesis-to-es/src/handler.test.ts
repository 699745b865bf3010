import { gunzipSync } from 'node:zlib';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  defaultKeys,
  type ObjectStore,
} from '@logdrive/log-stream';
import { connectionOptions, createIndexName } from '@logdrive/log-stream/opensearch';
import {
  FakeOpenSearch,
  FaultyServer,
  kinesisEvent,
  kinesisRecord,
} from '@logdrive/log-stream/testing';
import { Client } from '@opensearch-project/opensearch';
import { createHandler } from './handler.ts';
import { opensearchSink } from './opensearch-sink.ts';

let server: FaultyServer;
afterEach(() => server.close());

/** The function before a fake engine, with a quarantine in memory. */
async function createFunction({ remainingMs = 30_000, quarantineWorks = true } = {}) {
  const fake = new FakeOpenSearch();
  server = await FaultyServer.start(fake.answer);
  const kept: { reason: string; data: string }[] = [];
  const store: ObjectStore = {
    putOnce: async ({ body }) => {
      if (!quarantineWorks) throw new Error('S3 is down');
      const lines = gunzipSync(body).toString().trimEnd().split('\n');
      kept.push(...lines.map((line) => JSON.parse(line)));
      return 'written';
    },
  };
  const logged: Record<string, unknown>[] = [];
  const log = createLog((line) => logged.push(JSON.parse(line)));
  const client = new Client(connectionOptions({ url: server.endpoint, auth: { kind: 'none' } }));
  const handler = createHandler({
    conform: createConform({ wants: createLogTypeFilter(['app']) }),
    sink: opensearchSink({
      client,
      indexOf: createIndexName({ pattern: 'logs-{log_type}', timeZone: 'UTC' }),
      action: 'create',
      onConflict: 'quarantine',
      keys: defaultKeys,
      limits: { bytes: 5 * 1024 * 1024, count: 5000 },
      inFlight: 4,
      gzip: false,
      log,
    }),
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
    setUp: async ({ policies = {} }) => {
      if ('bad' in policies) throw new Error('the policy bad is refused');
      return { changed: Object.keys(policies), unchanged: [], skipped: [] };
    },
  });
  const end = Date.now() + remainingMs;
  const context = {
    functionName: 'index',
    getRemainingTimeInMillis: () => end - Date.now(),
  };
  const handle = (records: ReturnType<typeof kinesisRecord>[]) =>
    handler(kinesisEvent(records), context);
  return { fake, handler, handle, context, kept, logged };
}

const json = (log_type: string, log_id: string) =>
  `{"log_type":"${log_type}","log_id":"${log_id}","time":"2026-11-20T05:00:00Z"}`;
const recordsOf = (...data: string[]) =>
  data.map((text, index) => kinesisRecord({ data: text, sequenceNumber: `${4959 + index}` }));
const done = { batchItemFailures: [] };
const refusal = { status: 400, type: 'mapper_parsing_exception', reason: 'failed to parse' };

test('an empty batch is done', async () => {
  expect(await (await createFunction()).handle([])).toEqual(done);
});

test('each event is indexed, filtered or quarantined, and the log line adds up', async () => {
  const f = await createFunction();
  f.fake.itemError = ({ id }) => (id === 'bad' ? refusal : undefined);
  const records = recordsOf(
    json('app', 'a'),
    json('noise', 'b'),
    'no json',
    json('app', 'bad'),
    json('app', 'c'),
  );
  expect(await f.handle(records)).toEqual(done);
  expect(f.fake.lines().sort()).toEqual([json('app', 'a'), json('app', 'c')]);
  expect(f.kept.map(({ reason, data }) => [reason, atob(data)])).toEqual([
    ['not_json', 'no json'],
    ['refused:mapper_parsing_exception', json('app', 'bad')],
  ]);
  expect(f.logged).toEqual([
    expect.objectContaining({
      message: 'batch done',
      EventsReceived: 5,
      EventsDelivered: 2,
      EventsFiltered: 1,
      EventsQuarantined: 2,
      EventsRetried: 0,
      DocumentsCreated: 2,
      BulkRequests: 1,
      EventToAckMaxMs: expect.any(Number),
      quarantined_by_reason: { not_json: 1, 'refused:mapper_parsing_exception': 1 },
    }),
  ]);
});

test('the batch comes back from the first event that is not acknowledged, and is whole in the end', async () => {
  const f = await createFunction({ remainingMs: 1_500 });
  f.fake.itemError = ({ id }) =>
    id === 'c' ? { status: 503, type: 'unavailable_shards_exception', reason: '' } : undefined;
  const records = recordsOf(json('app', 'a'), 'no json', json('app', 'c'), json('app', 'd'));
  expect(await f.handle(records)).toEqual({ batchItemFailures: [{ itemIdentifier: '4961' }] });
  expect(f.kept).toHaveLength(1);
  expect(f.logged.at(-1)).toMatchObject({
    message: 'batch comes back',
    EventsDelivered: 1,
    EventsQuarantined: 1,
    EventsRetried: 2,
  });
  await server.close();
  const again = await createFunction();
  for (const [name, documents] of f.fake.indices) again.fake.indices.set(name, documents);
  expect(await again.handle(records.slice(2))).toEqual(done);
  expect(again.fake.lines().sort()).toEqual(['a', 'c', 'd'].map((id) => json('app', id)));
  expect(again.logged.at(-1)).toMatchObject({ DocumentsCreated: 1, DocumentsAlreadyThere: 1 });
});

test('when the quarantine cannot be written the batch comes back from there', async () => {
  const f = await createFunction({ quarantineWorks: false });
  const records = recordsOf(json('app', 'a'), 'no json');
  expect(await f.handle(records)).toEqual({ batchItemFailures: [{ itemIdentifier: '4960' }] });
});

test('no log line carries a payload', async () => {
  const f = await createFunction();
  f.fake.itemError = () => ({
    ...refusal,
    reason: `failed to parse field [n] of type [long] in document with id 'secret-1'. Preview of field's value: 'secret-2'`,
  });
  await f.handle(recordsOf(json('app', 'secret-1'), 'secret-3'));
  expect(JSON.stringify(f.logged)).not.toContain('secret');
});

test('an event that asks for setting up has what changed for an answer', async () => {
  const f = await createFunction();
  const report = { changed: ['logs'], unchanged: [], skipped: [] };
  const setup = { logdrive: 'setup' as const, policies: { logs: {} } };
  expect(await f.handler(setup, f.context)).toEqual(report);
  expect(f.logged).toEqual([{ level: 'INFO', message: 'set up', ...report }]);
});

test('setting up that fails is an error, which Terraform shows', async () => {
  const f = await createFunction();
  const setup = { logdrive: 'setup' as const, policies: { bad: {} } };
  await expect(f.handler(setup, f.context)).rejects.toThrow('the policy bad is refused');
});
