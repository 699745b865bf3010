import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Answer,
  FaultyServer,
  kinesisRecord,
  type LambdaKinesisRecord,
  type Received,
} from '@logdrive/log-stream/testing';
import { startOpenSearch } from '../../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../../scripts/opensearch/search-request.ts';
import {
  type Delivery,
  type Handler,
  type Outcome,
  Trial,
} from '../../../scripts/opensearch/trial/trial.ts';
import { ensureFolder, LOCAL } from '../../../scripts/paths.ts';

jest.setTimeout(180_000);

let dir: string;
let node: SearchNode;
let trial: Trial;
const figures: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'faults-'));
  node = await startOpenSearch({
    dir: join(dir, 'node'),
    settings: {
      'http.max_content_length': '256kb',
      'thread_pool.write.size': 1,
      'thread_pool.write.queue_size': 2,
    },
  });
  trial = await Trial.start({ node, coldStart });
});
afterEach(() => searchRequest(node, 'DELETE', '/logs-*'));
afterAll(async () => {
  await trial.close();
  await node.stop();
  rmSync(dir, { recursive: true });
  process.stderr.write(`Faults of a real OpenSearch:\n${figures.join('\n')}\n`);
});

async function coldStart(): Promise<Handler> {
  let handler: unknown;
  await jest.isolateModulesAsync(async () => {
    ({ handler } = await import('./index.ts'));
  });
  return handler as Handler;
}

/** Events of one day and of as many log types, each of at least so many bytes. */
function events(
  count: number,
  { types = 1, bytes = 100, member = (index: number): object => ({ n: index }) } = {},
): LambdaKinesisRecord[] {
  const note = 'x'.repeat(bytes);
  return Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.UTC(2026, 10, 20, 0, 0, index)).toISOString();
    const event = {
      log_type: `t${index % types}`,
      log_id: `id-${index}`,
      time,
      ...member(index),
      note,
    };
    return kinesisRecord({ data: JSON.stringify(event) });
  });
}

/** Delivers as one shard; `trial` sees to it that each event is in one place, once. */
async function deliver(records: LambdaKinesisRecord[], delivery?: Delivery): Promise<Outcome> {
  const outcome = await trial.deliver(records, delivery);
  figures.push(`  ${expect.getState().currentTestName}: ${outcome.summary}`);
  return outcome;
}

async function settings(kind: 'persistent' | 'transient', members: Record<string, unknown>) {
  const { status } = await searchRequest(node, 'PUT', '/_cluster/settings', { [kind]: members });
  expect(status).toBe(200);
}

describe('documents that an index refuses', () => {
  /** Every tenth has a text where the first ones had a number. */
  const conflicting = () =>
    events(300, { member: (index) => ({ n: index % 10 === 9 ? 'a text' : index }) });

  test('mapping conflict, quarantined', async () => {
    const { found, quarantined } = await deliver(conflicting());
    expect(found).toHaveLength(270);
    for (const { reason, line } of quarantined) {
      expect(reason).toBe('refused:mapper_parsing_exception');
      expect(JSON.parse(line).n).toBe('a text');
    }
  });

  test('mapping conflict, kept as text', async () => {
    const outcome = await deliver(conflicting(), { variables: { ON_CONFLICT: 'keep_as_text' } });
    const texts = outcome.found.filter(({ source }) => 'raw' in source);
    expect(texts).toHaveLength(30);
    for (const { source } of texts) expect(JSON.parse(String(source.raw)).n).toBe('a text');
  });

  test('bodies over the limit of the endpoint, and a document that alone is over it', async () => {
    const member = (index: number) => (index === 7 ? { large: 'x'.repeat(300_000) } : {});
    const { found, quarantined } = await deliver(events(500, { bytes: 1_000, member }));
    expect(found).toHaveLength(499);
    expect(quarantined).toMatchObject([{ reason: 'too_large' }]);
  });
});

/** Outages that pass while the shard waits: nothing may be quarantined. */
describe('outages that pass', () => {
  async function deliverAll(records: LambdaKinesisRecord[], delivery: Delivery): Promise<Outcome> {
    const outcome = await deliver(records, delivery);
    expect(outcome.quarantined).toEqual([]);
    return outcome;
  }

  /** An outage that is mended after three seconds, under a function that has two to answer. */
  async function outlive(records: LambdaKinesisRecord[], mend: () => Promise<unknown>) {
    const meanwhile = () => sleep(3_000).then(async () => void (await mend()));
    const outcome = await deliverAll(records, { timeoutMs: 2_000, meanwhile });
    expect(outcome.cameBack).toBeGreaterThan(0);
    expect(outcome.waitedMs).toBeGreaterThan(2_500);
    return outcome.troubles;
  }

  async function whileSet(setting: string, value: unknown, records: LambdaKinesisRecord[]) {
    await settings('transient', { [setting]: value });
    return outlive(records, () => settings('transient', { [setting]: null }));
  }

  test('429 for items, under a small write queue', async () => {
    const variables = { BULK_COUNT: '50', BULKS_IN_FLIGHT: '4' };
    // The first batch has the indices made: that takes far longer than writing into them.
    const sizes = [6];
    const batchSize = () => sizes.shift() ?? 500;
    const { troubles } = await deliverAll(events(1_000, { types: 6 }), { variables, batchSize });
    expect(troubles).toContain('rejected_execution_exception');
  });

  test('429 for whole requests, under memory pressure', async () => {
    const breaker = 'network.breaker.inflight_requests.limit';
    expect(await whileSet(breaker, '1kb', events(500))).toContain('circuit_breaking_exception');
  });

  test('the index limit reached', async () => {
    const limit = 'cluster.max_shards_per_node';
    expect(await whileSet(limit, 1, events(300, { types: 3 }))).toContain('validation_exception');
  });

  test('a read-only block, as the engine sets it when its disk is full', async () => {
    const block = (value: true | null) =>
      searchRequest(node, 'PUT', '/logs-*/_settings', {
        'index.blocks.read_only_allow_delete': value,
      });
    await searchRequest(node, 'PUT', '/logs-t0-2026.11.20', {});
    expect((await block(true)).status).toBe(200);
    expect(await outlive(events(500), () => block(null))).toContain('cluster_block_exception');
  });

  test('a red cluster: the index has no node to be on', async () => {
    const room = (name: string | null) => ({ 'index.routing.allocation.require._name': name });
    const index = '/logs-t0-2026.11.20?wait_for_active_shards=0';
    await searchRequest(node, 'PUT', index, { settings: room('nobody') });
    await outlive(events(500), () => searchRequest(node, 'PUT', '/logs-*/_settings', room(null)));
  });

  test('the node crashes in the middle of a batch and starts again', async () => {
    const variables = { BULK_COUNT: '50', BULKS_IN_FLIGHT: '1' };
    const meanwhile = async () => {
      while ((await count()) < 200) await sleep(20);
      await node.kill();
      await sleep(2_000);
      await node.start();
    };
    const delivery = { variables, batchSize: () => 4_000, timeoutMs: 4_000, meanwhile };
    const outcome = await deliverAll(events(4_000), delivery);
    expect(outcome.troubles).toContain('ConnectionError');
    expect(outcome.cameBack).toBeGreaterThan(0);
  });

  test('an endpoint that hangs', async () => {
    const proxy = await FaultyServer.start(passOn);
    proxy.fail('hang', Number.POSITIVE_INFINITY);
    const meanwhile = () => sleep(5_000).then(() => proxy.heal());
    const delivery = { variables: { ENDPOINT: proxy.endpoint }, timeoutMs: 4_000, meanwhile };
    const { waitedMs, cameBack } = await deliverAll(events(500), delivery);
    await proxy.close();
    expect(cameBack).toBeGreaterThan(0);
    expect(waitedMs).toBeGreaterThan(4_500);
  });
});

async function count(): Promise<number> {
  await searchRequest(node, 'POST', '/logs-*/_refresh');
  return (await searchRequest(node, 'GET', '/logs-*/_count')).body.count;
}

async function passOn({ method, url, body }: Received): Promise<Answer> {
  const answer = await searchRequest(node, method, url, body.toString());
  return {
    status: answer.status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(answer.body),
  };
}

test('the same records ten times over, with other boundaries each time', async () => {
  const records = events(700, { types: 3 });
  const batchSize = () => 1 + Math.floor(Math.random() * 200);
  const created: number[] = [];
  for (let time = 0; time < 10; time += 1) {
    const { found, log } = await trial.deliver(records, { batchSize });
    expect(found).toHaveLength(700);
    created.push(log.reduce((sum, line) => sum + (line.DocumentsCreated ?? 0), 0));
  }
  expect(created).toEqual([700, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});
