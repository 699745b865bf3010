import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteSubscriptionFilterCommand,
  DescribeSubscriptionFiltersCommand,
  PutDestinationCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import { LOCAL } from '../../paths.ts';
import { type LocalCloud, startCloud } from '../cloud.ts';
import { type LogsBridge, startLogsBridge } from './logs-bridge.ts';

const FOLDER = join(LOCAL, 'e2e', `logs-bridge-${process.pid}`);
const central = '999999999999';
const streamArn = (account: string, name: string) =>
  `arn:aws:kinesis:us-east-1:${account}:stream/${name}`;

let cloud: LocalCloud;
let bridge: LogsBridge;
let logs: CloudWatchLogsClient;

const connection = (accessKeyId = 'test') => ({
  endpoint: cloud.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId, secretAccessKey: 'test' },
});

beforeAll(async () => {
  cloud = await startCloud({ dir: FOLDER });
  logs = new CloudWatchLogsClient(connection());
  for (const logGroupName of ['/app/a', '/app/b']) {
    await logs.send(new CreateLogGroupCommand({ logGroupName }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'one' }));
  }
  bridge = await startLogsBridge({ cloud });
}, 120_000);
afterAll(async () => {
  await bridge?.stop();
  logs?.destroy();
  await cloud?.stop();
  rmSync(FOLDER, { recursive: true, force: true });
}, 30_000);

const filtersOf = async (logGroupName: string) => {
  const command = new DescribeSubscriptionFiltersCommand({ logGroupName });
  return ((await logs.send(command)).subscriptionFilters ?? []).map((f) => f.filterName);
};
const subscribe = (logGroupName: string, destinationArn: string) =>
  logs.send(
    new PutSubscriptionFilterCommand({
      logGroupName,
      filterName: 'product',
      filterPattern: '',
      destinationArn,
    }),
  );
const write = (logGroupName: string, message: string) =>
  logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName: 'one',
      logEvents: [{ timestamp: Date.now(), message }],
    }),
  );

/** The envelopes in the stream, once there are any. */
async function envelopes(kinesis: KinesisClient, StreamName: string) {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  const until = Date.now() + 20_000;
  for (;;) {
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    if (Records.length > 0 || Date.now() > until) {
      return Records.map(({ Data }) => JSON.parse(gunzipSync(Data ?? new Uint8Array()).toString()));
    }
    await sleep(100);
  }
}

test('lines of a subscribed group arrive in the stream as CloudWatch Logs would put them', async () => {
  const kinesis = new KinesisClient(connection());
  await kinesis.send(new CreateStreamCommand({ StreamName: 'near', ShardCount: 1 }));
  await subscribe('/app/a', streamArn('000000000000', 'near'));
  await bridge.look();
  await write('/app/a', 'first line');
  expect(await envelopes(kinesis, 'near')).toEqual([
    expect.objectContaining({
      messageType: 'DATA_MESSAGE',
      logGroup: '/app/a',
      logStream: 'one',
      logEvents: [expect.objectContaining({ message: 'first line' })],
    }),
  ]);
  expect(await filtersOf('/app/a')).toEqual(['local-logs-bridge-product', 'product']);
  expect(await filtersOf('/app/b')).toEqual([]);
  kinesis.destroy();
}, 60_000);

test('a filter to a log destination leads to its stream in the other account', async () => {
  const kinesis = new KinesisClient(connection(central));
  await kinesis.send(new CreateStreamCommand({ StreamName: 'far', ShardCount: 1 }));
  const theirs = new CloudWatchLogsClient(connection(central));
  await theirs.send(
    new PutDestinationCommand({
      destinationName: 'central',
      targetArn: streamArn(central, 'far'),
      roleArn: `arn:aws:iam::${central}:role/any`,
    }),
  );
  await subscribe('/app/b', `arn:aws:logs:us-east-1:${central}:destination:central`);
  await bridge.look();
  await write('/app/b', 'from another account');
  const [envelope] = await envelopes(kinesis, 'far');
  expect(envelope).toMatchObject({ owner: '000000000000', logGroup: '/app/b' });
  theirs.destroy();
  kinesis.destroy();
}, 60_000);

test('the bridge follows the product, and leaves nothing behind', async () => {
  const command = { logGroupName: '/app/a', filterName: 'product' };
  await logs.send(new DeleteSubscriptionFilterCommand(command));
  await bridge.look();
  expect(await filtersOf('/app/a')).toEqual([]);
  await bridge.stop();
  await bridge.stop();
  expect(await filtersOf('/app/b')).toEqual(['product']);
}, 30_000);

test('a bridge that leaves goes on carrying for the groups that it knows', async () => {
  const kinesis = new KinesisClient(connection());
  await kinesis.send(new CreateStreamCommand({ StreamName: 'stays', ShardCount: 1 }));
  await subscribe('/app/a', streamArn('000000000000', 'stays'));
  const leaving = await startLogsBridge({ cloud });
  await leaving.leave();
  await write('/app/a', 'later');
  expect(await envelopes(kinesis, 'stays')).toHaveLength(1);
  kinesis.destroy();
}, 60_000);
