import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { startOpenSearch } from '../../../../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../../../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../../../../scripts/opensearch/search-request.ts';
import { ensureFolder, LOCAL } from '../../../../../scripts/paths.ts';
import { main } from '../../main.ts';

jest.setTimeout(120_000);

let dir: string;
let node: SearchNode;
const hour = 3_600_000;
const nowMs = Date.now();
const at = (agoMs: number) => new Date(nowMs - agoMs).toISOString();

const placed = `{"log_type":"orders","log_id":"1","time":"${at(3 * hour)}","message":"order placed","n":9007199254740993}`;
const failed = `{"log_type":"orders","log_id":"2","time":"${at(2 * hour)}","level":"ERROR","message":"payment failed\\u001b[31m"}`;
const access = `{"log_type":"web.access","log_id":"3","time":"${at(hour)}","status":500}`;
const old = `{"log_type":"orders","log_id":"4","time":"${at(72 * hour)}","message":"order placed"}`;

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'search-command-'));
  node = await startOpenSearch({ dir });
  await store('logs-orders', placed, failed, old);
  await store('logs-web', access);
  await store('other', placed);
});
afterAll(async () => {
  await node.stop();
  rmSync(dir, { recursive: true });
});

async function store(index: string, ...lines: string[]): Promise<void> {
  const bulk = lines.map((line) => `{"index":{"_index":"${index}"}}\n${line}\n`).join('');
  const { body } = await searchRequest(node, 'POST', '/_bulk?refresh=true', bulk);
  expect(body.errors).toBe(false);
}

function started(...args: string[]) {
  const io = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  return { io, ended: main(['search', '--endpoint', node.url, ...args], io) };
}

async function run(...args: string[]) {
  const { io, ended } = started(...args);
  const code = await ended;
  return { code, stdout: String(io.stdout.read() ?? ''), stderr: String(io.stderr.read() ?? '') };
}

const printed = (...lines: string[]) => ({
  code: 0,
  stdout: lines.map((line) => `${line}\n`).join(''),
  stderr: '',
});

test('a pipe gets the events of a day as they were sent, oldest first', async () => {
  expect(await run()).toEqual(printed(placed, failed, access));
});

test.each([
  ['words', ['payment'], [failed]],
  ['a phrase over all fields', ['"order placed"'], [placed]],
  ['a field', ['level:ERROR AND log_type:orders'], [failed]],
  ['a number, which no text is', ['status:>=500'], [access]],
  ['a log type', ['--log-type', 'web.access'], [access]],
  [
    'several log types',
    ['--log-type', 'web.access', '--log-type', 'orders'],
    [placed, failed, access],
  ],
  ['a log type that is only a part of one', ['--log-type', 'web'], []],
  ['a range of time', ['--since', at(2.5 * hour), '--until', '90m'], [failed]],
  ['further back', ['--since', '30d', 'placed'], [old, placed]],
  ['the newest', ['--limit', '2'], [failed, access]],
  ['other indices', ['--index', 'oth*,absent'], [placed]],
])('finds by %s', async (_, args, lines) => {
  expect(await run(...args)).toEqual(printed(...lines));
});

test('a person reads time, type, level and message, and how much there is', async () => {
  const { stdout } = await run('--no-json', '--limit', '2');
  expect(stdout).toBe(
    [
      `${at(2 * hour)}  orders  ERROR  payment failed\\u001b[31m`,
      '   {"log_id":"2"}',
      `${at(hour)}  web.access`,
      '   {"log_id":"3","status":500}',
      'the newest 2 of 3 found (--limit shows more)',
      '',
    ].join('\n'),
  );
  expect((await run('--no-json', 'nowhere')).stdout).toMatch(/^nothing found: /);
});

test('a query that the engine does not understand is bad usage', async () => {
  expect(await run('status:(')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'logdrive: the query cannot be understood: Failed to parse query [status:(]\n',
  });
});

test('--tail goes on with what comes in, over a restart, until nobody reads any more', async () => {
  const { io, ended } = started('--tail', '--log-type', 'live');
  let [seen, said] = ['', ''];
  io.stdout.on('data', (data) => {
    seen += data;
  });
  io.stderr.on('data', (data) => {
    said += data;
  });
  const live = (id: string) =>
    `{"log_type":"live","log_id":"${id}","time":"${new Date().toISOString()}"}`;
  const [first, second] = [live('a'), live('b')];
  await store('logs-live', first);
  await until(() => seen === `${first}\n`);
  await node.stop();
  await until(() => said !== '');
  expect(said).toMatch(/^logdrive: .* cannot be reached: .*: trying again\n$/);
  await node.start();
  await store('logs-live', second);
  await until(() => seen === `${first}\n${second}\n`);
  io.stdout.destroy(Object.assign(new Error('closed'), { code: 'EPIPE' }));
  await store('logs-live', live('c'));
  expect(await ended).toBe(0);
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition() && Date.now() < deadline) await sleep(50);
  expect(condition()).toBe(true);
}
