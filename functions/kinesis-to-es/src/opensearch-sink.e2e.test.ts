import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createDeadline, createLog, type Deadline, defaultKeys } from '@logdrive/log-stream';
import { connectionOptions, createIndexName } from '@logdrive/log-stream/opensearch';
import {
  type Answer,
  describeSinkContract,
  FaultyServer,
  type Received,
  type SinkHarness,
  sampleEvents,
} from '@logdrive/log-stream/testing';
import { Client } from '@opensearch-project/opensearch';
import { startElasticsearch } from '../../../scripts/opensearch/elasticsearch.ts';
import { startOpenSearch } from '../../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../../scripts/opensearch/search-request.ts';
import { storedDocuments } from '../../../scripts/opensearch/stored-documents.ts';
import { ensureFolder, LOCAL } from '../../../scripts/paths.ts';
import { opensearchSink } from './opensearch-sink.ts';

// The contract's deadlines are of 20 seconds, and an engine needs time to create an index.
jest.setTimeout(60_000);
const START_LIMIT_MS = 150_000;

let dir: string;
let destinations = 0;
beforeAll(() => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'opensearch-sink-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

async function passOn(node: SearchNode, received: Received): Promise<Answer> {
  const { connection, 'content-length': length, expect, host, ...headers } = received.headers;
  const { method, url, body } = received;
  const response = await fetch(`${node.url}${url}`, {
    method,
    headers: headers as Record<string, string>,
    body: new Uint8Array(body),
  });
  const type = response.headers.get('content-type') ?? 'application/json';
  const answer = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: { 'content-type': type }, body: answer };
}

/** A deadline; half a second is kept back for answering. */
function within(ms: number): Deadline {
  const end = Date.now() + ms + 500;
  return createDeadline(() => end - Date.now());
}

/** The sink before indices of its own, with a faulty connection between the two. */
async function harnessBefore(node: SearchNode): Promise<SinkHarness> {
  destinations += 1;
  const prefix = `contract-${destinations}`;
  const proxy = await FaultyServer.start((received) => passOn(node, received));
  const client = new Client(connectionOptions({ url: proxy.endpoint, auth: { kind: 'none' } }));
  return {
    sink: opensearchSink({
      client,
      indexOf: createIndexName({ pattern: `${prefix}-{log_type}`, timeZone: 'UTC' }),
      action: 'create',
      onConflict: 'quarantine',
      keys: defaultKeys,
      limits: { bytes: 16 * 1024, count: 100 },
      inFlight: 4,
      gzip: true,
      log: createLog(() => {}),
    }),
    async delivered() {
      const documents = await storedDocuments(node, `${prefix}-*`);
      return documents.map(({ source }) => JSON.stringify(source));
    },
    fail: (fault, times) => proxy.fail(fault, times),
    heal: () => proxy.heal(),
    close: async () => {
      await client.close();
      await proxy.close();
    },
  };
}

describe.each([
  {
    name: 'OpenSearch',
    start: startOpenSearch,
    refusal: 'refused:mapper_parsing_exception',
  },
  {
    name: 'Elasticsearch 8',
    start: startElasticsearch,
    refusal: 'refused:document_parsing_exception',
  },
])('$name', ({ name, start, refusal }) => {
  let node: SearchNode;
  beforeAll(async () => {
    node = await start({ dir: join(dir, name.replace(' ', '-')) });
  }, START_LIMIT_MS);
  afterAll(() => node.stop());

  describeSinkContract(`${name}, through a faulty connection`, () => harnessBefore(node));

  test('an index limit that is reached passes: what needs a new index is to be sent again', async () => {
    const limit = (value: number | null) =>
      searchRequest(node, 'PUT', '/_cluster/settings', {
        persistent: { 'cluster.max_shards_per_node': value },
      });
    const { sink, close } = await harnessBefore(node);
    const { events, batch } = sampleEvents(40);
    await limit(1);
    const refusedNow = await sink.deliver(events, batch, within(1_000));
    await limit(null);
    expect(refusedNow).toMatchObject({ delivered: 0, refused: [] });
    const later = await sink.deliver(refusedNow.retry, batch, within(20_000));
    expect(later).toMatchObject({ delivered: 40, refused: [], retry: [] });
    await close();
  });

  test('a document that does not fit its mapping is refused, and no other', async () => {
    const { sink, close } = await harnessBefore(node);
    const { events, batch } = sampleEvents(40);
    const mappings = { properties: { note: { type: 'long' } } };
    await searchRequest(node, 'PUT', `/contract-${destinations}-type_1`, { mappings });
    const { delivered, refused } = await sink.deliver(events, batch, within(20_000));
    expect(delivered).toBe(30);
    expect(new Set(refused.map(({ reason }) => reason))).toEqual(new Set([refusal]));
    await close();
  });
});
