import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DocumentReader } from './document-reader.ts';

/** The sources of an index; a document's sequence number is its place. */
let sources: string[];
let sizes: number[];
let server: Server;
let reader: DocumentReader;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body = await text(request);
    if (request.url?.startsWith('/_cat/')) {
      response.end(JSON.stringify([{ index: 'logs-a', 'docs.count': String(sources.length) }]));
    } else if (request.url === '/logs-a/_search') response.end(page(body));
    else response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(() => server.close());

beforeEach(() => {
  sizes = [];
  const { port } = server.address() as AddressInfo;
  reader = new DocumentReader({ url: `http://127.0.0.1:${port}` }, 'logs-*');
});

function page(body: string): string {
  const { size, search_after: after = [-1] } = JSON.parse(body);
  sizes.push(size);
  const hits = sources
    .map((source, n) => ({ source, n }))
    .slice(after[0] + 1, after[0] + 1 + size)
    .map(({ source, n }) => `{"_index":"logs-a","_id":"${n}","_source":${source},"sort":[${n}]}`);
  return `{"hits":{"hits":[${hits.join(',')}]}}`;
}

async function read(): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of reader.newDocuments()) ids.push(id);
  return ids;
}

test('documents are read once each, in pages, and again from the beginning when asked for', async () => {
  sources = Array.from({ length: 3000 }, (_, n) => `{"n":${n}}`);
  const all = sources.map((_, n) => String(n));
  expect(await read()).toEqual(all);
  expect(sizes).toEqual([50, 2000, 2000]);
  sources.push('{"n":"new"}');
  expect(await read()).toEqual(['3000']);
  reader.restart();
  expect(await read()).toEqual([...all, '3000']);
  expect(await reader.indices()).toEqual([{ index: 'logs-a', documents: 3001 }]);
});

test('the larger documents are, the fewer are in a page', async () => {
  sources = Array.from({ length: 60 }, () => `{"text":"${'x'.repeat(200_000)}"}`);
  expect(await read()).toHaveLength(60);
  expect(sizes).toEqual([50, 20]);
});
