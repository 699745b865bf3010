import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type SetupClient, setUp } from '@logdrive/log-stream/opensearch';
import { startOpenSearch } from '../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../scripts/opensearch/search-request.ts';
import { CLONE, ensureFolder, LOCAL } from '../../scripts/paths.ts';

let dir: string;
let node: SearchNode;

/** The function's user, who has the README's role by a mapping and nothing else. */
const user = { username: 'logdrive-function', password: 'only-for-this-test-9Q' };
const security = '/_plugins/_security/api';

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'access-test-'));
  node = await startOpenSearch({ dir, security: true });
  const readme = readFileSync(join(CLONE, 'modules/kinesis-to-es/README.md'), 'utf8');
  const [, role = ''] =
    /^PUT _plugins\/_security\/api\/roles\/logdrive\n(\{.*?^\})/ms.exec(readme) ?? [];
  await put(`${security}/roles/logdrive`, JSON.parse(role));
  await put(`${security}/internalusers/${user.username}`, { password: user.password });
  await put(`${security}/rolesmapping/logdrive`, { users: [user.username] });
}, 180_000);

afterAll(async () => {
  await node?.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** As the administrator. */
async function put(path: string, body: object): Promise<void> {
  const { status } = await searchRequest(node, 'PUT', path, body);
  expect(status).toBe(201);
}

const client: SetupClient = {
  async request({ method, path, body }) {
    const answer = await searchRequest({ ...node, ...user }, method, path, body);
    return { statusCode: answer.status, body: answer.body };
  },
};

async function bulk(index: string, document: object): Promise<{ status: number; error?: object }> {
  const lines = [{ create: { _index: index } }, document].map(
    (line) => `${JSON.stringify(line)}\n`,
  );
  const { status, body } = await searchRequest(
    { ...node, ...user },
    'POST',
    '/_bulk',
    lines.join(''),
  );
  expect(status).toBe(200);
  return body.items[0].create;
}

test("with the README's role the function sets up templates and indexes, into data streams too", async () => {
  const report = await setUp(client, {
    logdrive: 'setup',
    component_templates: { 'logdrive-logs-common': { template: {} } },
    index_templates: {
      'logdrive-logs-default': {
        index_patterns: ['logs-day-*'],
        composed_of: ['logdrive-logs-common'],
      },
      'logdrive-logs-stream': {
        index_patterns: ['logs-stream*'],
        data_stream: { timestamp_field: { name: 'time' } },
      },
    },
  });
  expect(report.changed).toHaveLength(3);
  const event = { log_type: 'orders', time: '2026-11-21T05:06:07Z' };
  expect(await bulk('logs-day-2026.11.21', event)).toMatchObject({ status: 201 });
  expect(await bulk('logs-day-2026.11.21', { ...event, new: 1 })).toMatchObject({ status: 201 });
  expect(await bulk('logs-stream', event)).toMatchObject({ status: 201 });
}, 60_000);

test('and it ends at the indices named there', async () => {
  const answer = await bulk('payroll', { salary: 1 });
  expect(answer).toMatchObject({ status: 403, error: { type: 'security_exception' } });
  const { status } = await searchRequest({ ...node, ...user }, 'DELETE', '/logs-day-2026.11.21');
  expect(status).toBe(403);
}, 60_000);
