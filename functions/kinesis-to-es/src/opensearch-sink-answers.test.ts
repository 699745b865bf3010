import { createConform, createLog, defaultKeys, takeIn } from '@logdrive/log-stream';
import { connectionOptions } from '@logdrive/log-stream/opensearch';
import {
  type BulkDocument,
  FakeOpenSearch,
  type FakeOpenSearchOptions,
  FaultyServer,
  kinesisRecord,
} from '@logdrive/log-stream/testing';
import { Client } from '@opensearch-project/opensearch';
import { type OpenSearchSinkOptions, opensearchSink } from './opensearch-sink.ts';

let server: FaultyServer | undefined;
afterEach(() => server?.close());

interface Options extends Partial<OpenSearchSinkOptions>, FakeOpenSearchOptions {
  /** Called before each answer. */
  before?: (body: Buffer) => Promise<void>;
  /** Called after each answer. */
  after?: () => void;
}

/** A sink before a fake, and what it logs. */
async function createSink({ mostBytes, before, after, ...options }: Options = {}) {
  const fake = new FakeOpenSearch(mostBytes === undefined ? {} : { mostBytes });
  server = await FaultyServer.start(async (request) => {
    await before?.(request.body);
    after?.();
    return fake.answer(request);
  });
  const client = new Client(connectionOptions({ url: server.endpoint, auth: { kind: 'none' } }));
  const logged: string[] = [];
  const sink = opensearchSink({
    client,
    indexOf: (logType) => `logs-${logType}`,
    action: 'create',
    onConflict: 'quarantine',
    keys: defaultKeys,
    limits: { bytes: 5 * 1024 * 1024, count: 5000 },
    inFlight: 2,
    gzip: false,
    log: createLog((line) => logged.push(line)),
    ...options,
  });
  const deliver = (lines: readonly string[], ms = 10_000) => {
    const { events, batch } = taken(lines);
    return sink.deliver(events, batch, deadlineIn(ms));
  };
  return { fake, logged, deliver };
}

function taken(lines: readonly string[]) {
  const records = lines.map((data) => kinesisRecord({ data }));
  return takeIn(records, createConform());
}

function deadlineIn(ms: number) {
  const end = Date.now() + ms;
  return { remainingMs: () => Math.max(0, end - Date.now()), signal: AbortSignal.timeout(ms) };
}

const line = (id: number, more = '') =>
  `{"log_type":"app","log_id":"${id}","time":"2026-11-21T05:00:00Z"${more}}`;
const lines = (count: number, more = '') =>
  Array.from({ length: count }, (_, id) => line(id, more));
const conflict = {
  status: 400,
  type: 'mapper_parsing_exception',
  reason: `failed to parse field [n] of type [long] in document with id '3'. Preview of field's value: 'SECRET'`,
};
const idsOf = (documents: readonly BulkDocument[] = []) => documents.map(({ id }) => id);

test('a mapping conflict is refused alone, with the reason and without what it quotes', async () => {
  const { fake, deliver, logged } = await createSink();
  fake.itemError = ({ id }) => (id === '3' ? conflict : undefined);
  const result = await deliver(lines(5));
  expect(result).toMatchObject({
    delivered: 4,
    retry: [],
    refused: [
      {
        reason: 'refused:mapper_parsing_exception',
        detail: 'failed to parse field [n] of type [long]',
        bytes: Buffer.from(line(3)),
      },
    ],
  });
  expect(fake.requests).toHaveLength(1);
  expect(logged).toEqual([]);
});

test('kept as text, it is sent once more under the same id', async () => {
  const { fake, deliver } = await createSink({ onConflict: 'keep_as_text' });
  fake.itemError = ({ source }) => (source.includes('"n":') ? conflict : undefined);
  const result = await deliver([line(1), line(2, ',"n":"SECRET"')]);
  expect(result).toMatchObject({ delivered: 2, refused: [], retry: [] });
  expect(result.figures).toMatchObject({ DocumentsCreated: 2, KeptAsText: 1, BulkRequests: 2 });
  expect(idsOf(fake.requests[1]?.documents)).toEqual(['2']);
  expect(JSON.parse(String(fake.indices.get('logs-app')?.get('2')))).toEqual({
    log_type: 'app',
    log_id: '2',
    time: '2026-11-21T05:00:00.000Z',
    raw: line(2, ',"n":"SECRET"'),
    indexing_error: {
      type: 'mapper_parsing_exception',
      reason: 'failed to parse field [n] of type [long]',
    },
  });
});

test('kept as text and refused once more, it is refused for its first reason', async () => {
  const { fake, deliver } = await createSink({ onConflict: 'keep_as_text' });
  fake.itemError = ({ source }) =>
    source.includes('"raw"') ? { ...conflict, type: 'strict_dynamic_mapping_exception' } : conflict;
  const result = await deliver(lines(2));
  expect(result).toMatchObject({ delivered: 0, retry: [] });
  expect(result.refused.map(({ reason }) => reason)).toEqual([
    'refused:mapper_parsing_exception',
    'refused:mapper_parsing_exception',
  ]);
});

test('only the documents that may pass are sent again', async () => {
  const { fake, deliver } = await createSink();
  const rejected = { status: 429, type: 'es_rejected_execution_exception', reason: '' };
  fake.itemError = ({ id }) =>
    Number(id) % 2 === 1 && fake.requests.length < 3 ? rejected : undefined;
  const result = await deliver(lines(6));
  expect(result).toMatchObject({ delivered: 6, refused: [], retry: [] });
  expect(fake.requests.map(({ documents }) => idsOf(documents))).toEqual([
    ['0', '1', '2', '3', '4', '5'],
    ['1', '3', '5'],
    ['1', '3', '5'],
  ]);
});

test('what may pass and does not until the deadline comes back, and the log says why once', async () => {
  const { fake, deliver, logged } = await createSink();
  const blocked = {
    status: 429,
    type: 'cluster_block_exception',
    reason: 'index [logs-app] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded];',
  };
  fake.itemError = ({ id }) => (id === '1' ? blocked : undefined);
  const result = await deliver(lines(3), 400);
  expect(result).toMatchObject({ delivered: 2, refused: [] });
  expect(result.retry.map(({ logId }) => logId)).toEqual(['1']);
  expect(logged.map((text) => JSON.parse(text))).toEqual([
    {
      level: 'ERROR',
      message: 'bulk requests had to be made again',
      errorType: 'cluster_block_exception',
      errorMessage: blocked.reason,
      events_that_come_back: 1,
    },
  ]);
});

test('events of the same id in one batch are one document, each answered for', async () => {
  const { fake, deliver } = await createSink();
  const result = await deliver([line(1), line(1), line(2)]);
  expect(result).toMatchObject({ delivered: 3, refused: [], retry: [] });
  expect(result.figures).toMatchObject({ DocumentsCreated: 2, DocumentsAlreadyThere: 1 });
  expect(fake.lines()).toHaveLength(2);
});

test('a failed item is matched by its place: another of the same id is not taken for it', async () => {
  const { fake, deliver } = await createSink();
  fake.itemError = ({ source }) => (source.includes('bad') ? conflict : undefined);
  const result = await deliver([line(1), line(1, ',"bad":1'), line(2)]);
  expect(result.delivered).toBe(2);
  expect(result.refused.map(({ bytes }) => String(bytes))).toEqual([line(1, ',"bad":1')]);
});

test('413 takes the body apart, down to the event that is too large', async () => {
  const { fake, deliver, logged } = await createSink({ mostBytes: 2_000 });
  const large = line(99, `,"pad":"${'x'.repeat(2_000)}"`);
  const result = await deliver([...lines(30), large]);
  expect(result).toMatchObject({ delivered: 30, retry: [] });
  expect(result.refused).toMatchObject([{ reason: 'too_large', bytes: Buffer.from(large) }]);
  expect(fake.lines().sort()).toEqual(lines(30).sort());
  expect(logged.map((text) => JSON.parse(text))).toMatchObject([{ errorType: 'status_413' }]);
});

test.each([
  ['fewer items than documents', '{"errors":false,"items":[{"create":{"status":201}}]}'],
  ['no items', '{"errors":false}'],
  ['a cut answer', '{"errors":false,"items":['],
  ['HTML', '<html>'],
])('200 with %s is no success', async (_, body) => {
  const { fake, deliver } = await createSink();
  const headers = { 'content-type': 'application/json' };
  fake.wholeAnswer = () => (fake.requests.length < 3 ? { status: 200, headers, body } : undefined);
  const result = await deliver(lines(4));
  expect(result).toMatchObject({ delivered: 4, refused: [], retry: [] });
  expect(fake.requests).toHaveLength(3);
});

test('bodies keep to their limits, and no more are under way than may be', async () => {
  const sizes: number[] = [];
  let most = 0;
  let underWay = 0;
  const { deliver } = await createSink({
    limits: { bytes: 600, count: 100 },
    inFlight: 2,
    before: async (body) => {
      underWay += 1;
      most = Math.max(most, underWay);
      sizes.push(body.length);
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
    after: () => {
      underWay -= 1;
    },
  });
  const { delivered, figures } = await deliver(lines(40));
  expect(delivered).toBe(40);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(600);
  expect(most).toBe(2);
  expect(figures).toMatchObject({ BytesSent: sizes.reduce((sum, size) => sum + size, 0) });
});

test('gzip on the wire is counted as it is sent', async () => {
  const { fake, deliver } = await createSink({ gzip: true });
  const { figures } = await deliver(lines(200, ',"note":"the same again"'));
  expect(fake.requests[0]?.headers['content-encoding']).toBe('gzip');
  const sent = Number(fake.requests[0]?.headers['content-length']);
  expect(figures?.BytesSent).toBe(sent);
  expect(sent).toBeLessThan(5_000);
});

test('index writes a document anew', async () => {
  const { fake, deliver } = await createSink({ action: 'index' });
  await deliver([line(1)]);
  const result = await deliver([line(1, ',"n":2')]);
  expect(result).toMatchObject({ delivered: 1, figures: { DocumentsAlreadyThere: 1 } });
  expect(fake.lines()).toEqual([line(1, ',"n":2')]);
});
