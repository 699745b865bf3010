import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis';
import {
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { cloudwatchData, cloudwatchEnvelope } from '@logdrive/log-stream/testing';
import { bundleFunction } from '../../../scripts/build/bundle.ts';
import { zipOneFile } from '../../../scripts/build/zip.ts';
import { type LocalCloud, startCloud } from '../../../scripts/local-cloud/cloud.ts';
import { CLONE, ensureFolder, LOCAL } from '../../../scripts/paths.ts';

const region = 'us-east-1';
const arnOf = (stream: string) => `arn:aws:kinesis:${region}:000000000000:stream/${stream}`;

let dir: string;
let cloud: LocalCloud;
let kinesis: KinesisClient;
let logs: CloudWatchLogsClient;
let functionArn: string;

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'subscription-'));
  cloud = await startCloud({ dir });
  const connection = {
    endpoint: cloud.endpoint,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  kinesis = new KinesisClient(connection);
  logs = new CloudWatchLogsClient(connection);
  await new S3Client({ ...connection, forcePathStyle: true }).send(
    new CreateBucketCommand({ Bucket: 'aside' }),
  );
  await Promise.all([createStream('source'), createStream('target')]);
  functionArn = await createFunction(new LambdaClient(connection));
}, 180_000);
afterAll(async () => {
  kinesis.destroy();
  logs.destroy();
  await cloud.stop();
  rmSync(dir, { recursive: true });
}, 30_000);

async function createStream(StreamName: string): Promise<void> {
  await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  for (;;) {
    const { StreamDescriptionSummary: stream } = await kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName }),
    );
    if (stream?.StreamStatus === 'ACTIVE') return;
    await sleep(50);
  }
}

/** The zip as it is released, reading the stream `source` and open to subscriptions. */
async function createFunction(lambda: LambdaClient): Promise<string> {
  const { text } = await bundleFunction('subscription', CLONE);
  const { FunctionArn = '' } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'subscription',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/any',
      Timeout: 30,
      Code: { ZipFile: zipOneFile('index.js', text) },
      Environment: {
        Variables: {
          TARGET_STREAM_ARN: arnOf('target'),
          QUARANTINE_BUCKET: 'aside',
          LOG_GROUP_TYPES: '{"/shop/*":"shop"}',
          RECORD_BYTES: '16384',
        },
      },
    }),
  );
  await lambda.send(
    new CreateEventSourceMappingCommand({
      FunctionName: 'subscription',
      EventSourceArn: arnOf('source'),
      StartingPosition: 'TRIM_HORIZON',
    }),
  );
  lambda.destroy();
  return FunctionArn;
}

/** Waits until the target holds events of the log group, and answers them all. */
async function eventsOf(logGroup: string, count: number) {
  const until = Date.now() + 60_000;
  for (;;) {
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({
        StreamName: 'target',
        ShardId: 'shardId-000000000000',
        ShardIteratorType: 'TRIM_HORIZON',
      }),
    );
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    const events = Records.map(({ Data }) => JSON.parse(Buffer.from(Data ?? []).toString()));
    const found = events.filter(({ source }) => source.logGroup === logGroup);
    if (found.length >= count) return found;
    if (Date.now() > until) throw new Error(`${found.length} of ${count} events have arrived`);
    await sleep(200);
  }
}

test('a log group subscribed to the function arrives in the stream as structured JSON', async () => {
  const logGroupName = '/shop/orders';
  const logStreamName = 'web-1';
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await logs.send(
    new PutSubscriptionFilterCommand({
      logGroupName,
      filterName: 'to-function',
      filterPattern: '',
      destinationArn: functionArn,
    }),
  );
  const timestamp = Date.now();
  await logs.send(
    new PutLogEventsCommand({
      logGroupName,
      logStreamName,
      logEvents: [
        { timestamp, message: '[ERROR]\t2026-11-21T05:00:00.123Z\t\tno such order' },
        { timestamp, message: `long ${'x'.repeat(20_000)}` },
      ],
    }),
  );
  const events = await eventsOf(logGroupName, 2);
  const source = {
    logGroup: logGroupName,
    logStream: logStreamName,
    account: '000000000000',
    region,
  };
  expect(events.find(({ level }) => level === 'ERROR')).toMatchObject({
    time: '2026-11-21T05:00:00.123Z',
    log_type: 'shop',
    message: 'no such order',
    source,
  });
  const long = events.find(({ truncated }) => truncated !== undefined);
  expect(long).toMatchObject({
    time: new Date(timestamp).toISOString(),
    log_type: 'shop',
    truncated: { members: ['message'] },
    source,
  });
  expect(new Set(events.map(({ log_id }) => log_id)).size).toBe(2);
}, 90_000);

test('an envelope that a stream brought does too', async () => {
  const logGroup = '/aws/lambda/checkout';
  const message = 'START RequestId: 3f1c9d2e-0b7a-4c5d-8e6f-1a2b3c4d5e6f Version: $LATEST\n';
  await kinesis.send(
    new PutRecordCommand({
      StreamName: 'source',
      PartitionKey: 'any',
      Data: cloudwatchData(cloudwatchEnvelope([message], { logGroup })),
    }),
  );
  const [event] = await eventsOf(logGroup, 1);
  expect(event).toMatchObject({
    type: 'platform.start',
    log_type: 'lambda',
    source: { logGroup, account: '123456789012', region },
  });
}, 90_000);
