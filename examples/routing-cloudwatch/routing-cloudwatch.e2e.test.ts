import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeSubscriptionFiltersCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutRecordCommand } from '@aws-sdk/client-kinesis';
import { build } from '../../scripts/build.ts';
import { readFunctionLog } from '../../scripts/demo/account/function-log.ts';
import { type Clients, createClients } from '../../scripts/demo/clients.ts';
import { containerLines, lambdaLines } from '../../scripts/demo/cloudwatch/captured-lines.ts';
import { CloudWatchHops } from '../../scripts/demo/cloudwatch/cloudwatch-hops.ts';
import { contradictions } from '../../scripts/demo/cloudwatch/contradictions.ts';
import {
  createDemoFunctions,
  invoke,
  logGroupOf,
} from '../../scripts/demo/cloudwatch/demo-functions.ts';
import type { HopAccount } from '../../scripts/demo/cloudwatch/hop.ts';
import { createLogGroups, writeLines } from '../../scripts/demo/cloudwatch/log-lines.ts';
import { settle } from '../../scripts/demo/cloudwatch/settle.ts';
import { streamArns } from '../../scripts/demo/cloudwatch/stream-arns.ts';
import { type LocalCloud, startCloud } from '../../scripts/local-cloud/cloud.ts';
import {
  type LogsBridge,
  startLogsBridge,
} from '../../scripts/local-cloud/logs-bridge/logs-bridge.ts';
import {
  type DrivenMappings,
  takeOverMappings,
} from '../../scripts/local-cloud/mappings/take-over.ts';
import { startOpenSearch } from '../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../scripts/opensearch/search-node.ts';
import { ensureFolder, LOCAL } from '../../scripts/paths.ts';
import { knownGaps } from '../../scripts/terraform/known-gaps.ts';
import { type AppliedStack, applyTwice } from '../applied-stacks.ts';

const account = '000000000000';
const functionGroups = [logGroupOf('shop-orders'), logGroupOf('shop-payments')];
const containerGroups = ['/ecs/shop-web', '/ecs/shop-batch'];
const captured = '/aws/lambda/shop-captured';
const logGroups = [...functionGroups, ...containerGroups, captured];
const searchLogTypes = ['lambda', 'ecs'];

let dir: string;
let node: SearchNode;
let cloud: LocalCloud;
let clients: Clients;
let bridge: LogsBridge;
let mappings: DrivenMappings;
let stack: AppliedStack;
let hops: CloudWatchHops;
/** Lines that have been written so far, at least. */
let written = 0;
let accounts: HopAccount[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'cloudwatch-test-'));
  [node, cloud] = await Promise.all([
    startOpenSearch({ dir: join(dir, 'node') }),
    startCloud({ dir: join(dir, 'cloud') }),
    build(),
  ]);
  clients = createClients(cloud);
  await createLogGroups(clients.logs, [...logGroups, '/app/not-selected']);
  stack = await applyTwice('routing-cloudwatch', {
    dir,
    env: cloud.env,
    variables: {
      endpoint: { url: node.url, auth: 'none' },
      log_groups: { prefixes: ['/aws/lambda/', '/ecs/'] },
      log_group_types: { '/ecs/*-batch': 'batch' },
      search_log_types: searchLogTypes,
      shards: 2,
      retention_days: 0,
    },
  });
  bridge = await startLogsBridge({ cloud });
  mappings = await takeOverMappings({ cloud, longestWindow: 1 });
  await createDemoFunctions(clients.lambda, account);
  hops = new CloudWatchHops({
    clients,
    streams: streamArns(stack.outputs.stream_names, account),
    bucket: String(stack.outputs.bucket),
    folder: join(dir, 'objects'),
    node,
    logGroups,
    archiveLogTypes: [],
    searchLogTypes,
  });
}, 300_000);

afterAll(async () => {
  await mappings?.stop();
  await bridge?.stop();
  clients?.destroy();
  await Promise.all([cloud?.stop(), node?.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

/** The hops' numbers, once all has arrived and nothing is wrong. */
async function settled() {
  accounts = await settle(() => hops.look(), { atLeast: written });
  expect(accounts.flatMap(({ problems }) => problems)).toEqual([]);
  return Object.fromEntries(
    accounts.map(({ name, sent, delivered, filtered, quarantined }) => {
      expect(delivered + filtered + quarantined).toBe(sent);
      return [name, { sent, delivered, filtered, quarantined }];
    }),
  );
}

async function write(logGroup: string, logStream: string, lines: readonly string[]) {
  await writeLines(clients.logs, { logGroup, logStream }, lines);
  written += lines.length;
}

const filtersOf = async (logGroupName: string) => {
  const command = new DescribeSubscriptionFiltersCommand({ logGroupName });
  const { subscriptionFilters = [] } = await clients.logs.send(command);
  return subscriptionFilters.map(({ filterName }) => filterName);
};

test('a second plan changes nothing but what the local AWS forgets', () => {
  expect(stack.changes).toEqual(knownGaps);
});

test("the selected log groups are subscribed, the pipeline's own and others are not", async () => {
  const { subscribed, log_group_names: own } = stack.outputs as {
    subscribed: { added: string[] };
    log_group_names: Record<string, string>;
  };
  expect(subscribed.added.sort()).toEqual([...logGroups].sort());
  for (const logGroup of [...Object.values(own), '/app/not-selected']) {
    expect([logGroup, await filtersOf(logGroup)]).toEqual([logGroup, []]);
  }
});

test('what functions and containers write is accounted for at every hop', async () => {
  const fails = [];
  for (const n of [1, 2, 3]) {
    fails.push(
      await invoke(clients.lambda, 'shop-orders', { order: n, total: n === 2 ? -5 : 40 }),
      await invoke(clients.lambda, 'shop-payments', { order: n, amount: n === 3 ? 20_000 : 40 }),
    );
  }
  expect(fails).toEqual([false, false, true, false, false, true]);
  await write(captured, '2026/11/21/[$LATEST]8f5c', lambdaLines);
  const many = Array.from({ length: 50 }, () => containerLines).flat();
  await write('/ecs/shop-web', 'web/web/1', many);
  await write('/ecs/shop-web', 'web/web/2', containerLines);
  await write('/ecs/shop-batch', 'batch/batch/1', containerLines);

  const all = await settled();
  const sent = all['log groups -> stream']?.sent ?? 0;
  expect(sent).toBeGreaterThan(450);
  expect(all).toEqual({
    'log groups -> stream': { sent, delivered: sent, filtered: 0, quarantined: 0 },
    subscription: { sent, delivered: sent, filtered: 0, quarantined: 0 },
    'router -> archive': { sent, delivered: sent, filtered: 0, quarantined: 0 },
    'router -> search': { sent, delivered: sent - 8, filtered: 8, quarantined: 0 },
    'archive -> S3': { sent, delivered: sent, filtered: 0, quarantined: 0 },
    'search -> OpenSearch': { sent: sent - 8, delivered: sent - 8, filtered: 0, quarantined: 0 },
  });
}, 240_000);

test('lines of Node, Python and Lambda itself are structured, and tell where they come from', () => {
  const events = hops.found?.structured ?? [];
  const of = (logGroup: string) => events.filter(({ source }) => source?.logGroup === logGroup);
  for (const [group, message] of [
    [functionGroups[0], 'order placed'],
    [functionGroups[1], 'payment captured'],
    [captured, 'payment captured'],
  ] as const) {
    expect(of(String(group))).toContainEqual(
      expect.objectContaining({
        message,
        log_type: 'lambda',
        source: expect.objectContaining({ account, region: 'us-east-1' }),
      }),
    );
    expect(of(String(group))).toContainEqual(expect.objectContaining({ type: 'platform.report' }));
  }
  expect(of(captured).find(({ errorType }) => errorType === 'ValueError')).toMatchObject({
    errorMessage: '20000 is more than the card allows',
  });
});

test('what cannot be delivered is kept where it failed, and goes on elsewhere', async () => {
  const misfit = '{"level":"info","message":"cart opened","cart":"a text for an object"}';
  await write('/ecs/shop-web', 'web/web/3', [misfit]);
  const { lines } = streamArns<'lines'>(stack.outputs.stream_names, account);
  const record = { StreamARN: lines, PartitionKey: 'junk', Data: Buffer.from('no envelope') };
  await clients.kinesis.send(new PutRecordCommand(record));
  written += 1;
  const all = await settled();
  expect(all.subscription).toMatchObject({ quarantined: 1 });
  expect(all['archive -> S3']).toMatchObject({ quarantined: 0 });
  expect(all['search -> OpenSearch']).toMatchObject({ quarantined: 1 });
  const [unreadable] = hops.bucket.quarantinedBy('subscription');
  expect(Buffer.from(unreadable?.entry.data ?? '', 'base64').toString()).toBe('no envelope');
  const [refused] = hops.bucket.quarantinedBy('search');
  expect(refused?.entry).toMatchObject({
    reason: 'refused:mapper_parsing_exception',
    detail: expect.stringContaining('[cart]'),
  });
}, 240_000);

test('archive and engine hold the events as the subscription wrote them', () => {
  const events = hops.found?.structured ?? [];
  const byId = new Map(events.map((event) => [event.log_id, event]));
  const lines = hops.bucket.objects.flatMap((object) => object.lines.map(String));
  expect(lines.sort()).toEqual(hops.found?.structuredLines.sort());
  for (const { id, source } of hops.found?.documents ?? []) expect(source).toEqual(byId.get(id));
});

test('no function has counted otherwise', async () => {
  const groups = stack.outputs.log_group_names as Record<string, string>;
  for (const [name, hop] of [
    ['subscription', accounts[1]],
    ['forward', accounts[2]],
    ['archive', accounts[4]],
    ['search', accounts[5]],
  ] as const) {
    const figures = await readFunctionLog(clients.logs, groups[name] ?? '');
    expect(figures.batches).toBeGreaterThan(0);
    expect(hop && contradictions(figures, hop)).toEqual([]);
  }
}, 60_000);
