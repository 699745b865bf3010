import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureFolder, LOCAL } from '../paths.ts';
import { groupLeaderIsAlive } from '../processes/process-group.ts';
import { startOpenSearch } from './opensearch.ts';
import type { SearchNode } from './search-node.ts';
import { type SearchAddress, searchRequest } from './search-request.ts';

const LIMIT_MS = 150_000;

let dir: string;
let running: SearchNode[] = [];
beforeEach(() => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'nodes-'));
});
afterEach(async () => {
  await Promise.all(running.map((node) => node.stop()));
  running = [];
  rmSync(dir, { recursive: true });
});

function folder(name: string): string {
  return join(dir, name);
}

async function kept<T extends SearchNode>(starting: Promise<T>): Promise<T> {
  const node = await starting;
  running.push(node);
  return node;
}

async function write(node: SearchAddress, id: string): Promise<number> {
  return (await searchRequest(node, 'PUT', `/logs/_doc/${id}?refresh=true`, { id })).status;
}

async function count(node: SearchAddress): Promise<number> {
  return (await searchRequest(node, 'GET', '/logs/_count')).body.count;
}

test(
  'OpenSearch comes back at the same port with its data, stopped or killed',
  async () => {
    const settings = { 'http.max_content_length': '64kb' };
    const node = await kept(startOpenSearch({ dir: folder('a'), settings }));
    expect(node.url).toMatch(/^http:\/\/127\.0\.0\.1:92\d\d$/);
    expect((await searchRequest(node, 'GET', '/')).body.version.number).toBe('2.19.1');
    const large = { note: 'x'.repeat(100_000) };
    expect((await searchRequest(node, 'POST', '/logs/_doc', large)).status).toBe(413);

    expect(await write(node, '1')).toBe(201);
    await node.stop();
    await expect(searchRequest(node, 'GET', '/')).rejects.toThrow('ECONNREFUSED');
    await node.start();
    expect(await write(node, '2')).toBe(201);
    await node.kill();
    await node.start();
    await node.start();
    expect(await count(node)).toBe(2);
  },
  LIMIT_MS,
);

test(
  'a node with a lifeline ends with that',
  async () => {
    const lifeline = folder('lifeline');
    writeFileSync(lifeline, '');
    const node = await kept(startOpenSearch({ dir: folder('a'), lifeline }));
    expect(groupLeaderIsAlive(Number(readFileSync(lifeline, 'utf8')))).toBe(true);
    rmSync(lifeline);
    expect(await refusesWithin(node, 10_000)).toBe(true);
  },
  LIMIT_MS,
);

test(
  'OpenSearch with security wants its certificate and its password',
  async () => {
    const node = await kept(startOpenSearch({ dir: folder('a'), security: true }));
    expect(node).toMatchObject({ url: expect.stringMatching(/^https:/), username: 'admin' });
    expect(await write(node, '1')).toBe(201);
    expect((await searchRequest({ ...node, password: 'wrong' }, 'GET', '/')).status).toBe(401);
    const { caFile: _, ...untrusted } = node;
    await expect(searchRequest(untrusted, 'GET', '/')).rejects.toThrow('self-signed certificate');
  },
  LIMIT_MS,
);

test(
  'a node that cannot start says why',
  async () => {
    const starting = startOpenSearch({ dir: folder('a'), settings: { 'no.such': 1 } });
    await expect(starting).rejects.toThrow(/ended at once[\s\S]*unknown setting \[no\.such\]/);
  },
  LIMIT_MS,
);

test(
  'Elasticsearch 8 takes documents, and does not outlive the process that started it',
  async () => {
    const parent = spawnElasticsearch(folder('a'));
    const node = { url: await firstLine(parent.stdout) };
    expect(await write(node, '1')).toBe(201);
    expect(await count(node)).toBe(1);
    parent.kill('SIGKILL');
    expect(await refusesWithin(node, 10_000)).toBe(true);
  },
  LIMIT_MS,
);

/** A process that starts a node, prints where it is and lives on. */
function spawnElasticsearch(nodeDir: string): ChildProcess {
  const program = `
    import { startElasticsearch } from ${JSON.stringify(join(import.meta.dirname, 'elasticsearch.ts'))};
    console.log((await startElasticsearch({ dir: ${JSON.stringify(nodeDir)} })).url);
    setInterval(() => {}, 60_000);
  `;
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval'];
  return spawn(process.execPath, [...flags, program], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function firstLine(stream: NodeJS.ReadableStream | null): Promise<string> {
  if (stream === null) return '';
  for await (const line of createInterface({ input: stream })) return line;
  return '';
}

/** Whether nobody listens there any more. */
async function refusesWithin(node: SearchAddress, ms: number): Promise<boolean> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline) {
    const answer = await searchRequest(node, 'GET', '/').catch((error) => error.code);
    if (answer === 'ECONNREFUSED') return true;
  }
  return false;
}
