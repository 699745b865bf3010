import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  type CreateLogGroupCommandInput,
  CreateLogStreamCommand,
  DescribeSubscriptionFiltersCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { bundleFunction } from '../../../../scripts/build/bundle.ts';
import { zipOneFile } from '../../../../scripts/build/zip.ts';
import { type LocalCloud, startCloud } from '../../../../scripts/local-cloud/cloud.ts';
import { startLogsBridge } from '../../../../scripts/local-cloud/logs-bridge/logs-bridge.ts';
import { CLONE, ensureFolder, LOCAL } from '../../../../scripts/paths.ts';
import { applyExample, destroyExample } from '../../../../scripts/terraform/terraform.ts';

let dir: string;
let cloud: LocalCloud;
let logs: CloudWatchLogsClient;
let lambda: LambdaClient;
let kinesis: KinesisClient;
let outputs: Record<string, unknown>;

const stream_arns = {
  cloudwatch: 'arn:aws:kinesis:us-east-1:000000000000:stream/cloudwatch',
  events: 'arn:aws:kinesis:us-east-1:000000000000:stream/events',
};
const example = (log_groups: object) => ({
  folder: join(import.meta.dirname, 'fixtures/stack'),
  stateDir: join(dir, 'stack'),
  env: cloud.env,
  variables: { package: join(dir, 'lambda.zip'), stream_arns, log_groups },
});
const create = (logGroupName: string, more: Partial<CreateLogGroupCommandInput> = {}) =>
  logs.send(new CreateLogGroupCommand({ logGroupName, ...more }));
const addOther = (logGroupName: string, filterName: string) =>
  logs.send(
    new PutSubscriptionFilterCommand({
      logGroupName,
      filterName,
      filterPattern: '',
      destinationArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/other',
    }),
  );
async function filtersOf(logGroupName: string) {
  const command = new DescribeSubscriptionFiltersCommand({ logGroupName });
  const { subscriptionFilters = [] } = await logs.send(command);
  return Object.fromEntries(
    subscriptionFilters.map(({ filterName = '', destinationArn }) => [filterName, destinationArn]),
  );
}

/** As Lambda would be invoked by EventBridge, whose own sources MiniStack does not let be played. */
async function invoke(event: object) {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: String(outputs.subscriber_name),
      Payload: JSON.stringify(event),
    }),
  );
  expect(FunctionError).toBeUndefined();
  return JSON.parse(Buffer.from(Payload ?? []).toString());
}

const first = { prefixes: ['/app/'], patterns: ['/aws/lambda/*'], exclude: ['/app/quiet'] };

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'subscriber-test-'));
  const { text } = await bundleFunction('subscription', CLONE);
  writeFileSync(join(dir, 'lambda.zip'), zipOneFile('index.js', text));
  cloud = await startCloud({ dir: join(dir, 'cloud') });
  const connection = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  logs = new CloudWatchLogsClient(connection);
  lambda = new LambdaClient(connection);
  kinesis = new KinesisClient(connection);
  await Promise.all([
    ...Object.keys(stream_arns).map((StreamName) =>
      kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 })),
    ),
    ...['/app/a', '/app/quiet', '/app/full', '/direct/a', '/other/a'].map((name) => create(name)),
    create('/app/cold', { logGroupClass: 'INFREQUENT_ACCESS' }),
    create('/other/tagged', { tags: { logs: 'central' } }),
    create('/aws/lambda/archive', { tags: { 'logdrive:pipeline': 'archive' } }),
  ]);
  await Promise.all(['x', 'y'].map((name) => addOther('/app/full', name)));
  outputs = await applyExample(example(first));
}, 240_000);

afterAll(async () => {
  logs?.destroy();
  lambda?.destroy();
  kinesis?.destroy();
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

test('apply subscribes the selected groups, and reports those that cannot be', async () => {
  expect(outputs.subscribed).toMatchObject({
    added: ['/app/a'],
    pipeline: ['/aws/lambda/archive', '/aws/lambda/direct', '/aws/lambda/direct-subscriber'],
    failed: [],
  });
  const { reported } = outputs.subscribed as { reported: object[] };
  expect(reported).toEqual([
    { log_group: '/app/cold', reason: 'log_group_class', detail: 'INFREQUENT_ACCESS' },
    { log_group: '/app/full', reason: 'two_filters', detail: 'x, y' },
  ]);
  const ours = { 'through-stream': stream_arns.cloudwatch };
  expect(await filtersOf('/app/a')).toEqual(ours);
  expect(await filtersOf('/app/quiet')).toEqual({});
  expect(await filtersOf('/aws/lambda/through-stream')).toEqual({});
  expect(Object.keys(await filtersOf('/app/full'))).toEqual(['x', 'y']);
  expect(await filtersOf('/direct/a')).toEqual({ direct: outputs.direct_function_arn });
});

async function writeLine(logGroupName: string, message: string) {
  const place = { logGroupName, logStreamName: 'one' };
  await logs.send(new CreateLogStreamCommand(place));
  const logEvents = [{ timestamp: Date.now(), message }];
  await logs.send(new PutLogEventsCommand({ ...place, logEvents }));
}

/** The events in the target stream, once there are so many. */
async function events(count: number): Promise<Record<string, unknown>[]> {
  const until = Date.now() + 45_000;
  for (;;) {
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName: 'events',
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    const found = Records.map(({ Data }) => JSON.parse(Buffer.from(Data ?? []).toString()));
    if (found.length >= count || Date.now() > until) return found;
    await sleep(250);
  }
}

test('a line of a subscribed group becomes an event in the target stream, both ways in', async () => {
  const bridge = await startLogsBridge({ cloud });
  try {
    await writeLine('/app/a', '{"level":"info","message":"through the stream"}');
    await writeLine('/direct/a', 'plain text, directly');
    const found = await events(2);
    const byGroup = (logGroup: string) =>
      found.filter(({ source }) => (source as { logGroup: string }).logGroup === logGroup);
    expect(byGroup('/app/a')).toEqual([
      expect.objectContaining({ level: 'info', message: 'through the stream' }),
    ]);
    expect(byGroup('/direct/a')).toEqual([
      expect.objectContaining({ message: 'plain text, directly' }),
    ]);
    for (const key of ['log_type', 'log_id', 'time']) expect(found[0]).toHaveProperty(key);
    expect(found).toHaveLength(2);
  } finally {
    await bridge.stop();
  }
}, 90_000);

test('a group that is created later is subscribed when CloudTrail tells, and kept from then on', async () => {
  await create('/app/new');
  const created = (logGroupName: string) => ({
    source: 'aws.logs',
    'detail-type': 'AWS API Call via CloudTrail',
    detail: { eventName: 'CreateLogGroup', requestParameters: { logGroupName } },
  });
  expect(await invoke(created('/app/new'))).toMatchObject({ added: ['/app/new'] });
  expect(await invoke(created('/other/a'))).toMatchObject({ selected: 0, added: [] });
  expect(await invoke({ logdrive: 'subscribe' })).toMatchObject({ kept: 2, added: [] });
  expect(Object.keys(await filtersOf('/app/new'))).toEqual(['through-stream']);
}, 60_000);

test('another selection takes its own filters from what it drops, and no others', async () => {
  await addOther('/app/a', 'x');
  const selection = { prefixes: ['/other/none'], tags: { logs: 'central' } };
  const { subscribed } = await applyExample(example(selection));
  const { added, removed } = subscribed as { added: string[]; removed: string[] };
  expect(added).toEqual(['/other/tagged']);
  expect(removed.sort()).toEqual(['/app/a', '/app/new']);
  expect(Object.keys(await filtersOf('/app/a'))).toEqual(['x']);
}, 120_000);

test('destroy takes all its filters away', async () => {
  await destroyExample(example(first));
  expect(await filtersOf('/other/tagged')).toEqual({});
  expect(await filtersOf('/direct/a')).toEqual({});
  expect(Object.keys(await filtersOf('/app/full'))).toEqual(['x', 'y']);
}, 180_000);
