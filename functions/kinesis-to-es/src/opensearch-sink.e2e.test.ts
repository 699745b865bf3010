import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLog, defaultKeys } from '@logdrive/log-stream';
import { connectionOptions, createIndexName } from '@logdrive/log-stream/opensearch';
import {
  type Answer,
  describeSinkContract,
  FaultyServer,
  type Received,
  type SinkHarness,
} from '@logdrive/log-stream/testing';
import { Client } from '@opensearch-project/opensearch';
import { startElasticsearch } from '../../../scripts/opensearch/elasticsearch.ts';
import { startOpenSearch } from '../../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../../scripts/opensearch/search-node.ts';
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

const engines = { OpenSearch: startOpenSearch, 'Elasticsearch 8': startElasticsearch };

describe.each(Object.entries(engines))('%s', (name, start) => {
  let node: SearchNode;
  beforeAll(async () => {
    node = await start({ dir: join(dir, name.replace(' ', '-')) });
  }, START_LIMIT_MS);
  afterAll(() => node.stop());

  describeSinkContract(`${name}, through a faulty connection`, () => harnessBefore(node));
});
