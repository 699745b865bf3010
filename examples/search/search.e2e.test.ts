import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultKeys } from '@logdrive/log-stream';
import { createKinesisWriter } from '../../packages/log-stream/src/kinesis/kinesis-writer.ts';
import { build } from '../../scripts/build.ts';
import { BucketReader } from '../../scripts/demo/account/bucket-reader.ts';
import { readFunctionLog } from '../../scripts/demo/account/function-log.ts';
import { handOverAgain } from '../../scripts/demo/account/hand-over-again.ts';
import { type Clients, createClients } from '../../scripts/demo/clients.ts';
import type { OutgoingRecord } from '../../scripts/demo/events.ts';
import { goodRecord } from '../../scripts/demo/samples/expected.ts';
import { shopEvents, wantedLogTypes } from '../../scripts/demo/samples/shop-events.ts';
import { dealOut, packShopEvents } from '../../scripts/demo/samples/shop-records.ts';
import { gzipBombs } from '../../scripts/demo/samples/wild-bytes.ts';
import { wildRecords } from '../../scripts/demo/samples/wild-records.ts';
import { parcels } from '../../scripts/demo/send/parcels.ts';
import { sendParcel } from '../../scripts/demo/send/send-parcel.ts';
import { type LocalCloud, startCloud } from '../../scripts/local-cloud/cloud.ts';
import { startOpenSearch } from '../../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../../scripts/opensearch/search-node.ts';
import { searchRequest } from '../../scripts/opensearch/search-request.ts';
import { ensureFolder, LOCAL } from '../../scripts/paths.ts';
import { applyExample, terraform } from '../../scripts/terraform/terraform.ts';
import { AccountOfEvents, type FoundDocument } from './account-of-events.ts';

const eventCount = 2000;
/** Most of what waits for the function at a time; the local AWS knows no limit of its own. */
const underWayBytes = 4 * 1024 * 1024;

let dir: string;
let node: SearchNode;
let cloud: LocalCloud;
let clients: Clients;
let newlyQuarantined: BucketReader;
let outputs: Record<string, unknown>;
let account: AccountOfEvents;
/** Events sent that must not be filtered. */
let expected = 0;
const quarantine: { key: string; lines: Buffer[] }[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'search-test-'));
  [node, cloud] = await Promise.all([
    startOpenSearch({ dir: join(dir, 'node') }),
    startCloud({ dir: join(dir, 'cloud') }),
    build(),
  ]);
  clients = createClients(cloud);
  outputs = await applyExample({
    folder: import.meta.dirname,
    stateDir: join(dir, 'stack'),
    env: cloud.env,
    variables: {
      endpoint: { url: node.url, auth: 'none' },
      shards: 2,
      quarantine_days: 0,
      log_types: [...wantedLogTypes, 'wild*', 'cloudwatch'],
    },
  });
  newlyQuarantined = quarantineReader('quarantine');
}, 240_000);

afterAll(async () => {
  clients?.destroy();
  await Promise.all([cloud?.stop(), node?.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

/**
 * Every kind of bad input, dealt out among the good events of a shop; then what must travel by itself:
 * the bombs, and an event that does not fit the mapping that those before it have made.
 */
function shipments(): OutgoingRecord[][] {
  const wild = wildRecords(cloud.variables.AWS_REGION ?? '');
  const alone = [...gzipBombs(), misfit()];
  const count = eventCount - eventsIn([...wild, ...alone]);
  const shop = shopEvents(count, new Date('2026-11-20T12:30:00Z'), defaultKeys);
  return [dealOut([...packShopEvents(shop), ...wild]), ...alone.map((record) => [record])];
}

/** `total` is an object in all other orders. */
function misfit(): OutgoingRecord {
  const event = { log_type: 'orders', time: '2026-11-20T12:00:00Z', total: 'a lot' };
  return goodRecord('a text for an object', JSON.stringify(event));
}

function eventsIn(of: readonly OutgoingRecord[]): number {
  return of.reduce((sum, { events }) => sum + events.length, 0);
}

async function ask(method: string, path: string, body?: object) {
  const answer = await searchRequest(node, method, path, body);
  expect(answer.status).toBe(200);
  return answer.body;
}

async function documents(): Promise<FoundDocument[]> {
  await ask('POST', '/logs-*/_refresh');
  const { hits } = await ask('POST', '/logs-*/_search', { size: 10_000, version: true });
  return hits.hits;
}

function quarantineReader(folder: string) {
  return new BucketReader(clients.s3, String(outputs.bucket), join(dir, folder));
}

async function quarantineListing() {
  const listing: { key: string; lines: Buffer[] }[] = [];
  for await (const object of quarantineReader('again').newObjects()) listing.push(object);
  return listing.map(({ key, lines }) => ({ key, lines: lines.length }));
}

/** Sends records and waits until each event that is not to be filtered is in one place or the other. */
async function send(outgoing: readonly OutgoingRecord[]): Promise<void> {
  const writer = createKinesisWriter(clients.kinesis, { stream: String(outputs.stream_name) });
  for await (const parcel of parcels(outgoing, underWayBytes)) {
    const events = parcel.flatMap((record) => record.events);
    expected += events.filter(({ fate }) => fate !== 'filtered').length;
    await sendParcel(writer, parcel);
    await arrival();
  }
}

async function arrival(): Promise<void> {
  const patience = Date.now() + 90_000;
  for (;;) {
    for await (const object of newlyQuarantined.newObjects()) quarantine.push(object);
    const kept = quarantine.reduce((sum, { lines }) => sum + lines.length, 0);
    const found = await searchRequest(node, 'GET', '/logs-*/_count');
    const there = kept + Number(found.body?.count ?? 0);
    if (there >= expected) return;
    if (Date.now() > patience) throw new Error(`${there} of ${expected} events have arrived`);
    await searchRequest(node, 'POST', '/logs-*/_refresh');
    await sleep(250);
  }
}

test('a second plan changes nothing but what the local AWS forgets', async () => {
  const stateDir = join(dir, 'stack');
  const { stdout } = await terraform(
    [
      'plan',
      '-input=false',
      '-json',
      `-state=${join(stateDir, 'terraform.tfstate')}`,
      `-var-file=${join(stateDir, 'variables.tfvars.json')}`,
    ],
    { cwd: import.meta.dirname, env: { ...cloud.env, TF_DATA_DIR: join(stateDir, 'data') } },
  );
  const lines = stdout.split('\n').filter(Boolean);
  const changes = lines
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === 'planned_change');
  const types = new Set(
    changes.map(({ change }) => `${change.action} ${change.resource.resource_type}`),
  );
  expect([...types].sort()).toEqual([
    'update aws_cloudwatch_metric_alarm',
    'update aws_lambda_event_source_mapping',
  ]);
}, 120_000);

test('templates and mappings are there before the first event, and the apply says so', async () => {
  const { changed, skipped } = outputs.setup_result as { changed: string[]; skipped: object[] };
  expect(changed).toContain('index template logdrive-logs-default');
  // A bare node has neither Index State Management nor Dashboards behind it.
  expect(skipped).toEqual([
    { what: 'policy logdrive-logs-lifecycle', why: expect.stringMatching(/Index State/) },
    {
      what: expect.stringMatching(/^\d+ saved objects$/),
      why: expect.stringMatching(/Dashboards/),
    },
  ]);
  const { index_templates: templates } = await ask('GET', '/_index_template/logdrive-logs-*');
  expect(templates).toHaveLength(changed.filter((what) => what.startsWith('index ')).length);
});

test('of 2,000 events each is found once, filtered, or kept with its bytes', async () => {
  const sent = shipments();
  for (const records of sent) await send(records);
  await sleep(1500); // for what must not come: an event twice
  account = new AccountOfEvents(sent.flat().flatMap(({ events }) => events));
  for (const { lines } of quarantine) for (const line of lines) account.quarantined(line);
  account.found(await documents());

  expect(account.problems).toEqual([]);
  expect(account.missing().filter(({ fate }) => fate !== 'filtered')).toEqual([]);
  expect(account.missing().length).toBeGreaterThan(50);
  expect(new Set(account.refused.map(({ reason }) => reason))).toEqual(
    new Set(['refused:mapper_parsing_exception']),
  );
}, 240_000);

test('the engine refuses what no mapping takes, each with its words', () => {
  const refused = account.refused.map(({ event, detail }) => ({
    line: String(event.bytes),
    detail,
  }));
  const misfits = refused.filter(({ line }) => line.includes('"a lot"'));
  expect(misfits).toMatchObject([{ detail: expect.stringContaining('[total]') }]);
  // Depth, members twice, an object for a log id.
  const others = refused.filter(({ line }) => !line.includes('"a lot"'));
  expect(others.map(({ line }) => /"(deep|n|log_id)":/.exec(line)?.[1]).sort()).toEqual([
    'deep',
    'log_id',
    'log_id',
    'n',
  ]);
});

test('events are found by their own time, in whatever form it was written', async () => {
  const written = account.sent.filter(
    ({ bytes, fate }) => /"of":"times"/.test(`${bytes}`) && fate === 'delivered',
  );
  const range = { time: { gte: '2026-11-19T22:58:59Z', lt: '2026-11-19T22:59:00Z' } };
  const query = { bool: { filter: [{ term: { of: 'times' } }, { range }] } };
  expect(await ask('POST', '/logs-*/_count', { query })).toMatchObject({ count: written.length });
  expect(written.length).toBeGreaterThan(15);
});

test('the function counts what there is', async () => {
  const figures = await readFunctionLog(clients.logs, String(outputs.log_group_name));
  const kept = quarantine.reduce((sum, { lines }) => sum + lines.length, 0);
  expect(figures).toMatchObject({
    received: eventCount,
    delivered: (await documents()).length,
    filtered: account.missing().length,
    quarantined: kept,
    retried: 0,
    errors: [],
  });
});

test('a batch that is handed over again changes nothing', async () => {
  const before = { documents: await documents(), quarantine: await quarantineListing() };
  const [object] = quarantine.sort((a, b) => b.lines.length - a.lines.length);
  const answer = await handOverAgain(object?.key ?? '', {
    kinesis: clients.kinesis,
    lambda: clients.lambda,
    functionName: String(outputs.function_name),
    streamArn: String(outputs.stream_arn),
  });
  expect(answer).toEqual({ batchItemFailures: [] });
  expect({ documents: await documents(), quarantine: await quarantineListing() }).toEqual(before);
}, 60_000);
