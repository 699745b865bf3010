import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { defaultKeys } from '@logdrive/log-stream';
import { build } from '../../scripts/build.ts';
import { handOverAgain } from '../../scripts/demo/account/hand-over-again.ts';
import { countWithDuckDb, unzipLines } from '../../scripts/demo/account/other-readers.ts';
import { startFaultyProxy } from '../../scripts/demo/chaos/faulty-proxy.ts';
import { slowDown } from '../../scripts/demo/chaos/troubles.ts';
import { type Clients, createClients } from '../../scripts/demo/clients.ts';
import type { OutgoingRecord, SentEvent } from '../../scripts/demo/events.ts';
import { badRecord, goodRecord } from '../../scripts/demo/samples/expected.ts';
import { partitionOf, shopEvents, wantedLogTypes } from '../../scripts/demo/samples/shop-events.ts';
import { dealOut, packShopEvents } from '../../scripts/demo/samples/shop-records.ts';
import { gzipBombs } from '../../scripts/demo/samples/wild-bytes.ts';
import { wildRecords } from '../../scripts/demo/samples/wild-records.ts';
import type { Shipment } from '../../scripts/demo/shipment.ts';
import { parseStack, type Stack } from '../../scripts/demo/stack.ts';
import { archiveShipment } from '../../scripts/demo/stacks/archive-shipment.ts';
import { type LocalCloud, startCloud } from '../../scripts/local-cloud/cloud.ts';
import { configureFunction } from '../../scripts/local-cloud/configure-function.ts';
import {
  type DrivenMappings,
  takeOverMappings,
} from '../../scripts/local-cloud/mappings/take-over.ts';
import { ensureVenv } from '../../scripts/local-cloud/venv.ts';
import { ensureFolder, LOCAL } from '../../scripts/paths.ts';
import { applyExample } from '../../scripts/terraform/terraform.ts';

const eventCount = 5000;
const variables = {
  shards: 2,
  log_types: [...wantedLogTypes, 'wild*', 'cloudwatch', 'checked'],
  json_schemas: { checked: JSON.stringify({ properties: { amount: { maximum: 100 } } }) },
};

let dir: string;
let python: string;
let cloud: LocalCloud;
let clients: Clients;
let mappings: DrivenMappings;
let outputs: Record<string, unknown>;
let stack: Stack;
let shipment: Shipment;
let shop: SentEvent[];

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'archive-test-'));
  [python] = await Promise.all([ensureVenv(), build()]);
  cloud = await startCloud({ dir: join(dir, 'cloud') });
  clients = createClients(cloud);
  const stateDir = join(dir, 'stack');
  outputs = await applyExample({
    folder: import.meta.dirname,
    stateDir,
    env: cloud.env,
    variables,
  });
  mappings = await takeOverMappings({ cloud, longestWindow: 1 });
  stack = parseStack(outputs);
  const folder = join(dir, 'objects');
  shipment = archiveShipment({ stack, clients, keys: defaultKeys, folder });
}, 240_000);

afterAll(async () => {
  await mappings?.stop();
  clients?.destroy();
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
}, 60_000);

/** Every kind of bad input, dealt out among the good events of a shop; 5,000 events with the bombs. */
function records(): OutgoingRecord[] {
  const wild = wildRecords(cloud.variables.AWS_REGION ?? '');
  const count = eventCount - eventsIn([...wild, ...gzipBombs()]);
  shop = shopEvents(count, new Date('2026-11-20T12:30:00Z'), defaultKeys);
  return dealOut([...packShopEvents(shop), ...wild]);
}

function eventsIn(of: readonly OutgoingRecord[]): number {
  return of.reduce((sum, { events }) => sum + events.length, 0);
}

async function bucketListing() {
  const command = new ListObjectsV2Command({ Bucket: stack.locations.bucket });
  const { Contents = [] } = await clients.s3.send(command);
  return Contents.map(({ Key, ETag, LastModified }) => ({ Key, ETag, LastModified }));
}

function deliveredObjects() {
  return shipment.auditor.objects.filter(({ key }) => key.startsWith(stack.locations.objects));
}

test('of 5,000 events each is delivered once and in its place, filtered, or kept with its bytes', async () => {
  await shipment.send(records());
  for (const bomb of gzipBombs()) await shipment.send([bomb]);
  await shipment.close();

  expect(shipment.ledger.problems).toEqual([]);
  const { sent, delivered, quarantined } = shipment.ledger.totals.all;
  const { filtered } = shipment.auditor;
  expect({ sent, sum: delivered + filtered + quarantined }).toEqual({ sent: 5000, sum: 5000 });
  expect(Math.min(delivered, filtered, quarantined)).toBeGreaterThan(50);
  const reasons = shipment.auditor.quarantine.reasons().map(({ reason }) => reason);
  expect(reasons.sort()).toEqual([
    'bad_gzip',
    'bad_time',
    'inflate_limit',
    'missing_log_type',
    'missing_time',
    'not_json',
    'not_object',
    'schema',
  ]);
}, 240_000);

test('an event that breaks the JSON Schema of its log type is kept with the reason', async () => {
  const time = '2026-11-20T15:30:00.000Z';
  const checked = (amount: number) => JSON.stringify({ log_type: 'checked', time, amount });
  const partition = partitionOf('checked', new Date(time));
  await shipment.send([
    goodRecord('within the schema', checked(100), { partition }),
    badRecord('beyond the schema', checked(101), 'schema'),
  ]);
  await shipment.close();
  expect(shipment.ledger.problems).toEqual([]);
}, 120_000);

test('the function counts what there is in the bucket', () => {
  const { delivered, quarantined } = shipment.ledger.totals.all;
  expect(shipment.auditor.figures).toMatchObject({
    received: eventCount + 2,
    delivered,
    quarantined,
    filtered: shipment.auditor.filtered,
    retried: 0,
    errors: [],
  });
});

test('the gzip command reads the objects, and no two events have the same log id', async () => {
  const lines = await unzipLines(deliveredObjects().map(({ file }) => file));
  expect(lines).toHaveLength(shipment.ledger.totals.all.delivered);
  const ids = lines.map((line) => JSON.stringify(JSON.parse(line).log_id));
  expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
}, 60_000);

test('DuckDB finds the events of the shop in the partitions of their own hours', async () => {
  const orders = shop.filter(({ logType }) => logType === 'orders');
  const expected = new Map<string, number>();
  for (const { partition = '' } of orders) {
    expected.set(partition, (expected.get(partition) ?? 0) + 1);
  }
  const files = join(dir, 'objects', stack.locations.objects, 'log_type=orders/**/*.ndjson.gz');
  const found = await countWithDuckDb(python, files);
  expect(new Map(found.map(({ partition, events }) => [partition, events]))).toEqual(expected);
  expect(found.every(({ events, logIds }) => events === logIds)).toBe(true);
}, 60_000);

test('an outage of S3 that outlasts an invocation loses nothing and writes nothing twice', async () => {
  const s3 = await startFaultyProxy(cloud.endpoint);
  const writeTo = (AWS_ENDPOINT_URL_S3: string) =>
    configureFunction(clients.lambda, String(outputs.function_name), {
      timeoutSeconds: 10,
      variables: { AWS_ENDPOINT_URL_S3 },
    });
  await writeTo(s3.endpoint);
  s3.set(slowDown);
  const mended = sleep(12_000).then(() => s3.set());
  const events = shopEvents(200, new Date('2026-11-20T18:30:00Z'), defaultKeys);
  await shipment.send(packShopEvents(events));
  await mended;
  await writeTo(cloud.endpoint);
  await s3.close();
  await shipment.close();
  expect(shipment.ledger.problems).toEqual([]);
  const [figures] = mappings.backlog();
  expect(figures).toMatchObject({ backlog: 0, discarded: 0, failedInvocations: 0 });
  expect(figures?.partialAnswers).toBeGreaterThan(0);
}, 240_000);

test('a batch that is handed over again changes nothing', async () => {
  const [object] = deliveredObjects().sort((a, b) => b.events - a.events);
  const before = await bucketListing();
  const answer = await handOverAgain(object?.key ?? '', {
    kinesis: clients.kinesis,
    lambda: clients.lambda,
    functionName: String(outputs.function_name),
    streamArn: String(outputs.stream_arn),
  });
  expect(answer).toEqual({ batchItemFailures: [] });
  expect(await bucketListing()).toEqual(before);
  const batches = shipment.auditor.figures?.batches ?? 0;
  await shipment.auditor.look();
  expect(shipment.auditor.figures?.batches).toBe(batches + 1);
}, 60_000);
