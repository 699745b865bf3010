import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, kinesisRecord, type Received } from '@logdrive/log-stream/testing';
import { startOpenSearch } from '../../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../../scripts/opensearch/search-request.ts';
import { type Handler, Trial } from '../../../scripts/opensearch/trial/trial.ts';
import { ensureFolder, LOCAL } from '../../../scripts/paths.ts';

jest.setTimeout(150_000);

const SECRET_ARN = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:search-Ab12Cd';

let dir: string;
let node: SearchNode;
let trial: Trial;
/** What Secrets Manager holds. */
let secret: { username: string; password: string };
let secretReads: number;
const figures: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'credentials-'));
  node = await startOpenSearch({ dir: join(dir, 'node'), security: true });
  trial = await Trial.start({ node, coldStart, otherAws });
});
beforeEach(async () => {
  secretReads = 0;
  await setPassword('first Password of 4 words');
});
afterEach(async () => {
  jest.restoreAllMocks();
  await searchRequest(node, 'DELETE', '/logs-*');
});
afterAll(async () => {
  await trial.close();
  await node.stop();
  rmSync(dir, { recursive: true });
  process.stderr.write(`Credentials of a real OpenSearch:\n${figures.join('\n')}\n`);
});

async function coldStart(): Promise<Handler> {
  let handler: unknown;
  await jest.isolateModulesAsync(async () => {
    ({ handler } = await import('./index.ts'));
  });
  return handler as Handler;
}

async function otherAws({ headers, body }: Received): Promise<Answer> {
  expect(headers['x-amz-target']).toBe('secretsmanager.GetSecretValue');
  expect(JSON.parse(body.toString())).toEqual({ SecretId: SECRET_ARN });
  secretReads += 1;
  const answer = { ARN: SECRET_ARN, SecretString: JSON.stringify(secret) };
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(answer),
  };
}

/** Gives the function's user of the node this password. */
async function setPassword(password: string): Promise<void> {
  const path = '/_plugins/_security/api/internalusers/logdrive';
  const user = { password, backend_roles: ['admin'] };
  const { status, body } = await searchRequest(node, 'PUT', path, user);
  if (status >= 300) throw new Error(JSON.stringify(body));
}

function records(length = 300) {
  return Array.from({ length }, (_, index) => {
    const time = '2026-11-20T00:00:00Z';
    return kinesisRecord({ data: JSON.stringify({ log_type: 't', log_id: `id-${index}`, time }) });
  });
}

function variables() {
  return { AUTH: 'basic', SECRET_ARN, CA_CERTIFICATE: readFileSync(node.caFile ?? '', 'utf8') };
}

test('wrong credentials: the shard waits until the secret is right', async () => {
  secret = { username: 'logdrive', password: 'wrong' };
  let skippedMs = 0;
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + skippedMs);
  const meanwhile = async () => {
    while (secretReads < 2) await sleep(20);
    await sleep(1_000);
    secret = { username: 'logdrive', password: 'first Password of 4 words' };
    // A secret that was refused is read again after half a minute.
    skippedMs = 30_000;
  };
  const outcome = await trial.deliver(records(), { variables: variables(), meanwhile });
  expect(outcome.found).toHaveLength(300);
  expect(outcome.quarantined).toEqual([]);
  expect(outcome.cameBack).toBeGreaterThan(0);
  expect(secretReads).toBe(3);
  figures.push(`  wrong credentials: ${outcome.summary}, and half a minute that was skipped`);
});

test('a password that is changed meanwhile: nothing comes back', async () => {
  secret = { username: 'logdrive', password: 'first Password of 4 words' };
  const meanwhile = async () => {
    while ((await count()) < 100) await sleep(20);
    secret = { username: 'logdrive', password: 'second Password of 4 words' };
    await setPassword(secret.password);
  };
  // Of few records the last would be delivered before the engine has the new password.
  const batchSize = () => 5;
  const outcome = await trial.deliver(records(2000), {
    variables: variables(),
    batchSize,
    meanwhile,
  });
  expect(outcome).toMatchObject({ cameBack: 0, quarantined: [] });
  expect(outcome.found).toHaveLength(2000);
  expect(secretReads).toBe(2);
  figures.push(`  a changed password: ${outcome.summary}`);
});

async function count(): Promise<number> {
  await searchRequest(node, 'POST', '/logs-*/_refresh');
  return (await searchRequest(node, 'GET', '/logs-*/_count')).body.count;
}

test('a certificate that is not trusted: the shard waits', async () => {
  secret = { username: 'logdrive', password: 'first Password of 4 words' };
  const { CA_CERTIFICATE: _, ...trustingNobody } = variables();
  const delivery = { variables: trustingNobody, timeoutMs: 1_000, limitMs: 1_000 };
  await expect(trial.deliver(records(), delivery)).rejects.toThrow('the shard is blocked');
  expect(await count()).toBe(0);
});
