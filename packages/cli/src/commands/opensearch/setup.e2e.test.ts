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

jest.setTimeout(LIMIT_MS);

const dir = ensureFolder(join(LOCAL, 'opensearch-setup-test'));
let node: SearchNode;
const events = parsedEvents();

beforeAll(async () => {
  node = await startOpenSearch({ dir });
});

afterAll(async () => {
  await node?.stop();
  rmSync(dir, { recursive: true, force: true });
});

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

/** Every new field is a new mapping, for which the node takes its time. */
const BULK_COUNT = 50;

/** Indexes events as the function does; all days in one index, for a node is slow to make indices. */
async function index(events: readonly LogEvent[], pattern: string): Promise<Refused[]> {
  const nameOf = createIndexName({ pattern, timeZone: 'UTC' });
  const refused: Refused[] = [];
  for (let from = 0; from < events.length; from += BULK_COUNT) {
    const some = events.slice(from, from + BULK_COUNT);
    const lines = some.flatMap(({ logType, logId, timeMs, bytes }) => [
      JSON.stringify({ create: { _index: nameOf(logType, timeMs), _id: logId } }),
      bytes.toString(),
    ]);
    const { body } = await ask('POST', '/_bulk', `${lines.join('\n')}\n`);
    some.forEach((event, at) => {
      const { error } = body.items[at].create;
      if (error) refused.push({ event: String(event.bytes), reason: error.reason });
    });
  }
  await ask('POST', '/_refresh');
  return refused;
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
    refused = await index(events, 'logs-{log_type}-days');
    await setUp('--data-streams', '--index-prefix', 'stream-');
    refusedByStream = await index(events.filter(hasOneShape), 'stream-{log_type}');
    await keptAsText();
  });

  /** Platform events, flow logs and CloudTrail's, of which no two contradict each other. */
  function hasOneShape({ logType, bytes }: LogEvent): boolean {
    return /^(vpc_flow|cloudtrail)$/.test(logType) || bytes.includes('"type":"platform.');
  }

  /** As kinesis-to-es keeps what a mapping refuses. */
  async function keptAsText(): Promise<void> {
    const document = {
      log_type: 'lambda',
      time: '2026-11-21T05:00:00.000Z',
      raw: '{"order":"17"}',
      indexing_error: { type: 'mapper_parsing_exception', reason: 'object mapping for [order]' },
    };
    const answer = await ask('POST', '/logs-lambda-days/_doc?refresh=true', document);
    expect(answer.status).toBe(201);
  }

  test('are taken, all but those of which members of applications contradict each other', () => {
    const expected = /\[(error|order|user|xs|tag|b|inside)\]|\[user\.name\]/;
    expect(refused.filter(({ reason }) => !expected.test(reason))).toEqual([]);
    const ours = events.filter(hasOneShape).map(({ bytes }) => String(bytes));
    expect(refused.filter(({ event }) => ours.includes(event))).toEqual([]);
    expect(ours.length).toBeGreaterThan(60);
    expect(events.length - refused.length).toBeGreaterThan(370);
  });

  test('are taken by data streams as well', async () => {
    expect(refusedByStream).toEqual([]);
    const { body } = await ask('GET', '/_data_stream/stream-*');
    const streams = body.data_streams.map(({ name }: { name: string }) => name);
    expect(streams.sort()).toEqual(['stream-cloudtrail', 'stream-lambda', 'stream-vpc_flow']);
    expect(body.data_streams[0].timestamp_field).toEqual({ name: 'time' });
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

  test('fill every panel: no query comes back empty, no field is missing', async () => {
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
  });
});

test('a document with 5,000 keys is refused alone: the mapping stays, and its neighbours are found', async () => {
  const keys = Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`key_${at}`, at]));
  const time = '2026-11-21T05:00:00Z';
  const lines = [{ message: 'before' }, keys, { message: 'after' }].flatMap((document) => [
    JSON.stringify({ create: { _index: 'logs-wide-days' } }),
    JSON.stringify({ log_type: 'wide', time, ...document }),
  ]);
  const { body } = await ask('POST', '/_bulk?refresh=true', `${lines.join('\n')}\n`);
  const items = body.items as { create: { status: number; error?: { reason: string } } }[];
  expect(items.map(({ create }) => create.status)).toEqual([201, 400, 201]);
  expect(items[1]?.create.error?.reason).toBe('Limit of total fields [1000] has been exceeded');
  expect((await mappedFields('logs-wide-days')).filter((name) => name.startsWith('key_'))).toEqual(
    [],
  );
  // What on_conflict = "keep_as_text" makes of it is found by its words.
  const raw = JSON.stringify(keys);
  await ask('POST', '/logs-wide-days/_doc?refresh=true', { log_type: 'wide', time, raw });
  const found = await ask('POST', '/logs-wide-days/_search', {
    query: { match: { raw: 'key_4999' } },
  });
  expect(found.body.hits.total.value).toBe(1);
});
