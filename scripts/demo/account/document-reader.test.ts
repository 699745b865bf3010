import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DocumentReader } from './document-reader.ts';

const source = '{"n":1.0,"log_id":"a"}';
let searchStatus = 200;
let server: Server;
let reader: DocumentReader;

/** An engine with one index of one document. */
beforeEach(async () => {
  server = createServer(({ url = '' }, response) => {
    const status = url.includes('_search') ? searchStatus : 200;
    const hit = `{"_index":"logs-a","_id":"a","_source":${source},"sort":[0]}`;
    const page = status === 200 ? `{"hits":{"hits":[${hit}]}}` : '{"error":{}}';
    const indices = '[{"index":"logs-a","docs.count":"1","store.size":"9"}]';
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(url.startsWith('/_cat') ? indices : page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  reader = new DocumentReader({ url: `http://127.0.0.1:${port}` }, 'logs-*');
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function found(): Promise<string[]> {
  const sources: string[] = [];
  for await (const hit of reader.newDocuments()) sources.push(hit.source.toString());
  return sources;
}

test('finds a document as it was indexed, to the byte', async () => {
  searchStatus = 200;
  expect(await found()).toEqual([source]);
});

test('finds nothing yet in an index that is just being made', async () => {
  searchStatus = 503;
  expect(await found()).toEqual([]);
  searchStatus = 200;
  expect(await found()).toEqual([source]);
});

test('fails when the engine refuses', async () => {
  searchStatus = 400;
  await expect(found()).rejects.toThrow('/logs-a/_search answers 400');
});
