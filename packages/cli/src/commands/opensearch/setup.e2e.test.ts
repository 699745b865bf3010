import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { LogEvent } from '@logdrive/log-stream';
import { createIndexName, type SetupReport } from '@logdrive/log-stream/opensearch';
import { startOpenSearch } from '../../../../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../../../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../../../../scripts/opensearch/search-request.ts';
import { ensureFolder, LOCAL } from '../../../../../scripts/paths.ts';
import { main } from '../../main.ts';
import { readSetupFiles } from '../../opensearch/setup-files.ts';
import { panelSearch } from '../../testing/panel-search.ts';
import { parsedEvents } from '../../testing/parsed-events.ts';
import { parseSetupOptions } from './options.ts';

/** Starting a node takes five seconds, and up to a minute on a machine with other things to do. */
const LIMIT_MS = 120_000;

const dir = ensureFolder(join(LOCAL, 'opensearch-setup-test'));
let node: SearchNode;
const events = parsedEvents();

beforeAll(async () => {
  node = await startOpenSearch({ dir });
}, LIMIT_MS);

afterAll(async () => {
  await node?.stop();
  rmSync(dir, { recursive: true, force: true });
}, LIMIT_MS);

const ask = (method: string, path: string, body?: object | string) =>
  searchRequest(node, method, path, body);

async function setUp(...options: string[]): Promise<SetupReport> {
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const code = await main(['opensearch', 'setup', '--endpoint', node.url, ...options], io);
  if (code !== 0) throw new Error(String(io.stderr.read()));
  return JSON.parse(String(io.stdout.read()));
}

interface Refused {
  event: string;
  reason: string;
}

/** Indexes events as the function does; a year to an index, for a node has room for few. */
async function index(events: readonly LogEvent[], pattern: string): Promise<Refused[]> {
  const dataStream = !pattern.includes('{yyyy}');
  const nameOf = createIndexName({ pattern, timeZone: 'UTC', dataStream });
  const lines = events.flatMap(({ logType, logId, timeMs, bytes }) => [
    JSON.stringify({ create: { _index: nameOf(logType, timeMs), _id: logId } }),
    bytes.toString(),
  ]);
  const { body } = await ask('POST', '/_bulk?refresh=true', `${lines.join('\n')}\n`);
  return body.items.flatMap(({ create }: { create: { error?: { reason: string } } }, at: number) =>
    create.error ? [{ event: String(events[at]?.bytes), reason: create.error.reason }] : [],
  );
}

async function mappedFields(indices: string): Promise<string[]> {
  const { body } = await ask('GET', `/${indices}/_field_caps?fields=*`);
  return Object.keys(body.fields);
}

test('a dry run changes nothing; the first run puts all in place, the second nothing', async () => {
  const dry = await setUp('--dry-run');
  expect(dry.changed).toHaveLength(11);
  expect((await ask('GET', '/_component_template/logdrive-logs-common')).status).toBe(404);
  const first = await setUp();
  expect(first.changed).toEqual(dry.changed);
  const second = await setUp();
  expect({ ...second, unchanged: second.unchanged.sort() }).toEqual({
    ...first,
    changed: [],
    unchanged: [...first.changed].sort(),
  });
  expect(first.skipped).toEqual([
    {
      what: 'policy logdrive-logs-lifecycle',
      why: 'OpenSearch 2.19.1 has no Index State Management',
    },
    { what: '61 saved objects', why: expect.stringContaining('no OpenSearch Dashboards behind') },
  ]);
});

test('what was changed by hand is put right again, and nothing else', async () => {
  const path = '/_component_template/logdrive-logs-settings';
  const settings = { index: { mapping: { total_fields: { limit: 5000 } } } };
  expect((await ask('PUT', path, { template: { settings } })).status).toBe(200);
  const { changed } = await setUp();
  expect(changed).toEqual(['component template logdrive-logs-settings']);
});

describe('documents of our parsers', () => {
  let refused: Refused[];
  let refusedByStream: Refused[];

  beforeAll(async () => {
    refused = await index(events, 'logs-{log_type}-{yyyy}');
    await setUp('--data-streams', '--index-prefix', 'stream-');
    refusedByStream = await index(events, 'stream-{log_type}');
    await keptAsText();
  }, LIMIT_MS);

  /** As kinesis-to-es keeps what a mapping refuses. */
  async function keptAsText(): Promise<void> {
    const document = {
      log_type: 'lambda',
      time: '2026-11-21T05:00:00.000Z',
      raw: '{"order":"17"}',
      indexing_error: { type: 'mapper_parsing_exception', reason: 'object mapping for [order]' },
    };
    const answer = await ask('POST', '/logs-lambda-2026/_doc?refresh=true', document);
    expect(answer.status).toBe(201);
  }

  test('are taken, all but those of which members of applications contradict each other', () => {
    const expected = /\[(record|message|error|order|user|xs|tag|b|inside)\]|\[user\.name\]/;
    expect(refused.filter(({ reason }) => !expected.test(reason))).toEqual([]);
    // Platform events, flow logs and CloudTrail's have one shape each.
    const ours = refused.filter(({ event }) => /"log_type":"(vpc_flow|cloudtrail)"/.test(event));
    expect(ours).toEqual([]);
    expect(events.length - refused.length).toBeGreaterThan(370);
  });

  test('are taken by data streams as well', () => {
    const own = (list: Refused[]) => list.map(({ event }) => JSON.parse(event).log_id).sort();
    expect(own(refusedByStream).filter((id) => !own(refused).includes(id))).toEqual([]);
  });

  test('are found with the types that the templates give them', async () => {
    const { body } = await ask(
      'GET',
      '/logs-*/_field_caps?fields=srcaddr,bytes,time,level,message,record.metrics.durationMs,userIdentity.arn',
    );
    const types = Object.entries(body.fields).map(([field, caps]) => [
      field,
      Object.keys(caps as object),
    ]);
    expect(Object.fromEntries(types)).toMatchObject({
      srcaddr: ['ip'],
      bytes: expect.arrayContaining(['long']),
      time: ['date'],
      level: ['keyword'],
      message: ['text'],
      'record.metrics.durationMs': ['double'],
      'userIdentity.arn': ['keyword'],
    });
    const query = {
      term: { 'requestParameters.instancesSet.items.instanceId': 'i-EXAMPLE56126103cb' },
    };
    const found = await ask('POST', '/logs-cloudtrail-*/_search', { query });
    expect(found.body.hits.total.value).toBe(1);
  });

  test(
    'fill every panel: no query comes back empty, no field is missing',
    async () => {
      const { files } = parseSetupOptions(['setup']);
      const objects = Object.values((await readSetupFiles(files)).saved_objects).flat();
      const panels = objects.filter(({ type }) => type === 'visualization' || type === 'search');
      const problems: string[] = [];
      for (const panel of panels) {
        const { index, body, fields, emptyIn } = panelSearch(panel, objects);
        const mapped = await mappedFields(index);
        const { status, body: answer } = await ask('POST', `/${index}/_search`, body);
        const missing = fields.filter((field) => !mapped.includes(field));
        const empty = status === 200 ? emptyIn(answer) : [JSON.stringify(answer)];
        problems.push(...[...missing, ...empty].map((what) => `${panel.id}: ${what}`));
      }
      expect(problems).toEqual([]);
      expect(panels).toHaveLength(53);
    },
    LIMIT_MS,
  );
});

test('a document with 5,000 keys is refused alone: the mapping stays, and its neighbours are found', async () => {
  const keys = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`key_${at}`, at]));
  const time = '2026-11-21T05:00:00Z';
  const lines = [{ message: 'before' }, keys, { message: 'after' }].flatMap((document) => [
    JSON.stringify({ create: { _index: 'logs-wide-2026' } }),
    JSON.stringify({ log_type: 'wide', time, ...document }),
  ]);
  const { body } = await ask('POST', '/_bulk?refresh=true', `${lines.join('\n')}\n`);
  const items = body.items as { create: { status: number; error?: { reason: string } } }[];
  expect(items.map(({ create }) => create.status)).toEqual([201, 400, 201]);
  expect(items[1]?.create.error?.reason).toBe('Limit of total fields [1000] has been exceeded');
  expect((await mappedFields('logs-wide-2026')).filter((name) => name.startsWith('key_'))).toEqual(
    [],
  );
  // What on_conflict = "keep_as_text" makes of it is found by its words.
  const raw = JSON.stringify(keys);
  await ask('POST', '/logs-wide-2026/_doc?refresh=true', { log_type: 'wide', time, raw });
  const found = await ask('POST', '/logs-wide-2026/_search', {
    query: { match: { raw: 'key_4999' } },
  });
  expect(found.body.hits.total.value).toBe(1);
});
