import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SQSClient } from '@aws-sdk/client-sqs';
import { defaultKeys } from '@logdrive/log-stream';
import { build } from '../scripts/build.ts';
import { BucketReader } from '../scripts/demo/account/bucket-reader.ts';
import { closeHops, type Hop, settleHops } from '../scripts/demo/account/hops.ts';
import { sendIntoHops } from '../scripts/demo/account/send-into-hops.ts';
import { SharedBucket } from '../scripts/demo/account/shared-bucket.ts';
import { type Clients, createClients } from '../scripts/demo/clients.ts';
import type { OutgoingRecord } from '../scripts/demo/events.ts';
import { mixedRecords } from '../scripts/demo/samples/mixed-records.ts';
import { wantedLogTypes } from '../scripts/demo/samples/shop-events.ts';
import {
  destinationHops,
  hopContext,
  indexVariable,
  type WatchedStack,
} from '../scripts/demo/stacks/destination-hops.ts';
import { queueHops } from '../scripts/demo/stacks/queue-hops.ts';
import { routingHops } from '../scripts/demo/stacks/routing-hops.ts';
import { RunningWorker } from '../scripts/demo/stacks/running-worker.ts';
import { type LocalCloud, startCloud } from '../scripts/local-cloud/cloud.ts';
import { startOpenSearch } from '../scripts/opensearch/opensearch.ts';
import type { SearchNode } from '../scripts/opensearch/search-node.ts';
import { ensureFolder, LOCAL } from '../scripts/paths.ts';
import { knownGaps } from '../scripts/terraform/known-gaps.ts';
import { type AppliedStack, applyTwice } from './applied-stacks.ts';

const searched = ['orders', 'pay*'];
/** Of each stack; those without an archive have no index either. */
const variables: Record<string, (endpoint: object) => object> = {
  'stream-per-destination': (endpoint) => ({
    ...withSearch(endpoint, 'streams'),
    archive_log_types: wantedLogTypes,
    search_log_types: searched,
  }),
  'shared-stream': (endpoint) => ({
    ...withSearch(endpoint, 'shared'),
    archive_log_types: wantedLogTypes,
    search_log_types: searched,
  }),
  routing: (endpoint) => ({ ...withSearch(endpoint, 'routing'), search_log_types: searched }),
  'queue-worker': () => ({
    ...{ shards: 1, quarantine_days: 0, visibility_seconds: 2, max_receives: 2 },
    ...{ ordered_log_types: ['orders'], group_id: 'carrier' },
  }),
};

let dir: string;
let node: SearchNode;
let cloud: LocalCloud;
let clients: Clients;
let sqs: SQSClient;
const applied = new Map<string, AppliedStack>();

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'stacks-test-'));
  [node, cloud] = await Promise.all([
    startOpenSearch({ dir: join(dir, 'node') }),
    startCloud({ dir: join(dir, 'cloud') }),
    build(),
  ]);
  clients = createClients(cloud);
  sqs = createSqsClient(cloud);
  const endpoint = { url: node.url, auth: 'none' };
  // Side by side: what takes long is the provider's waiting.
  await Promise.all(
    Object.entries(variables).map(async ([name, of]) => {
      const options = { dir, env: cloud.env, variables: of(endpoint) };
      applied.set(name, await applyTwice(name, options));
    }),
  );
}, 300_000);

afterAll(async () => {
  clients?.destroy();
  sqs?.destroy();
  await Promise.all([cloud?.stop(), node?.stop()]);
  rmSync(dir, { recursive: true, force: true });
});

function createSqsClient({ variables: of }: LocalCloud): SQSClient {
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = of;
  return new SQSClient({
    endpoint: AWS_ENDPOINT_URL ?? '',
    region: AWS_REGION ?? '',
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
    },
  });
}

/** Terraform waits a minute for rules by which objects expire, so there are none. */
function withSearch(endpoint: object, index: string) {
  const kept = { retention_days: 0, stream_retention_hours: 48 };
  return { endpoint, shards: 2, ...kept, index: indexVariable(index) };
}

function outputsOf(name: string): Record<string, unknown> {
  return applied.get(name)?.outputs ?? {};
}

function watch(name: string, index: string): WatchedStack {
  const folder = join(dir, 'found', name);
  return { outputs: outputsOf(name), clients, keys: defaultKeys, node, index, folder };
}

function feed(count = 300): OutgoingRecord[] {
  return mixedRecords(count, defaultKeys, new Date('2026-11-20T12:30:00Z'));
}

async function send(streamName: unknown, first: readonly Hop[], records = feed()): Promise<void> {
  await sendIntoHops(records, { kinesis: clients.kinesis, streamName: String(streamName), first });
}

/** Waits for all that was sent, and gives what there is to say of each hop. */
async function account(hops: readonly Hop[]) {
  await settleHops(hops);
  await closeHops(hops);
  expect(hops.flatMap(({ account: { problems } }) => problems)).toEqual([]);
  return Object.fromEntries(hops.map(({ account: { name, counts } }) => [name, counts]));
}

test.each(Object.keys(variables))(
  'a second plan of %s changes nothing but what the local AWS does not keep',
  (name) => {
    expect(applied.get(name)?.changes).toEqual(knownGaps);
  },
);

test('a stream for each destination: each gets what is sent to it', async () => {
  const stack = watch('stream-per-destination', 'streams');
  const lists = { archive: wantedLogTypes, search: searched };
  const { archive, search } = destinationHops(stack, hopContext(stack), lists);
  const streams = stack.outputs.stream_names as Record<string, string>;
  await send(streams.archive, [archive]);
  await send(streams.search, [search], feed(200));
  expect(await account([archive, search])).toEqual({
    archive: { sent: 312, delivered: 276, filtered: 24, quarantined: 12 },
    search: { sent: 212, delivered: 64, filtered: 136, quarantined: 12 },
  });
}, 240_000);

test('one stream for several destinations: each takes what its list says', async () => {
  const stack = watch('shared-stream', 'shared');
  const lists = { archive: wantedLogTypes, search: searched };
  const { archive, search } = destinationHops(stack, hopContext(stack), lists);
  await send(stack.outputs.stream_name, [archive, search]);
  expect(await account([archive, search])).toEqual({
    archive: { sent: 312, delivered: 276, filtered: 24, quarantined: 12 },
    search: { sent: 312, delivered: 96, filtered: 204, quarantined: 12 },
  });
}, 240_000);

test('routing: each hop accounts for what came to it', async () => {
  const stack = watch('routing', 'routing');
  const { first, all } = routingHops(stack, { search: searched });
  await send(stack.outputs.stream_name, first);
  expect(await account(all)).toEqual({
    // It takes everything: what is broken is set aside at the end of the way.
    'forward -> archive': { sent: 312, delivered: 312, filtered: 0, quarantined: 0 },
    archive: { sent: 312, delivered: 300, filtered: 0, quarantined: 12 },
    // Four broken events show their log type, and so go on.
    'forward -> search': { sent: 312, delivered: 100, filtered: 204, quarantined: 8 },
    search: { sent: 100, delivered: 96, filtered: 0, quarantined: 4 },
  });
}, 240_000);

test('queues: what a worker cannot handle is among the dead letters', async () => {
  const outputs = outputsOf('queue-worker');
  const { events, ordered } = startWorkers(outputs);
  const hops = [...events.hops, ...ordered.hops];
  const records = [...feed(), largeOrder()];
  try {
    await send(outputs.stream_name, [events.hops[0], ordered.hops[0]], records);
    expect(await account(hops)).toEqual({
      'forward -> events': { sent: 313, delivered: 313, filtered: 0, quarantined: 0 },
      'events -> worker': { sent: 313, delivered: 301, filtered: 0, quarantined: 12 },
      // Three broken orders have no fault but their times, and so get into the queue.
      'forward -> ordered': { sent: 313, delivered: 64, filtered: 240, quarantined: 9 },
      'ordered -> worker': { sent: 64, delivered: 61, filtered: 0, quarantined: 3 },
    });
    const sent = records.flatMap((record) => record.events.map(({ bytes }) => bytes));
    expect(ordersByCarrier(ordered.worker.lines)).toEqual(ordersByCarrier(sent));
  } finally {
    expect(await Promise.all([events.worker.stop(), ordered.worker.stop()])).toEqual([0, 0]);
  }
}, 240_000);

/** A worker and the way through its queue, for each of the queues. */
function startWorkers(outputs: Record<string, unknown>) {
  const { s3 } = clients;
  const bucket = new BucketReader(
    s3,
    String(outputs.bucket),
    join(dir, 'found', 'queue'),
    'quarantine/',
  );
  const context = { clients, bucket: new SharedBucket(bucket), keys: defaultKeys };
  const start = (name: 'events' | 'ordered', logTypes: readonly string[]) => {
    const urls = outputs.queue_urls as Record<string, string>;
    const dead = outputs.dead_letter_urls as Record<string, string>;
    const worker = new RunningWorker(String(urls[name]), cloud.env);
    const forward = {
      name: 'forward',
      logGroupName: String(outputs.log_group_name),
      locations: outputs.locations as { quarantine: string },
      logTypes,
    };
    const queue = { name, worker, sqs, s3, deadLetterUrl: String(dead[name]) };
    return { worker, hops: queueHops(forward, context, queue) };
  };
  return { events: start('events', []), ordered: start('ordered', ['orders']) };
}

/** The numbers of the shop's orders by carrier, which is their message group, in order. */
function ordersByCarrier(lines: readonly Buffer[]): Record<string, number[]> {
  const numbers: Record<string, number[]> = {};
  for (const line of lines) {
    const [, carrier] = /^{"log_type":"orders".*"carrier":"(\w+)"/.exec(String(line)) ?? [];
    const [, n] = /"n":(\d+)/.exec(String(line)) ?? [];
    if (carrier === undefined || n === undefined) continue;
    numbers[carrier] ??= [];
    numbers[carrier].push(Number(n));
  }
  return numbers;
}

/** More than a queue takes in one message. */
function largeOrder(): OutgoingRecord {
  const event = {
    log_type: 'orders',
    time: '2026-11-20T12:00:00Z',
    log_id: 'large',
    carrier: 'van',
  };
  const bytes = Buffer.from(JSON.stringify({ ...event, items: 'x'.repeat(300_000) }));
  return { data: bytes, events: [{ logType: 'orders', bytes, fate: 'delivered' }] };
}
