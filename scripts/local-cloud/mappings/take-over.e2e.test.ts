import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  CreateFunctionCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { FaultyServer, type LambdaKinesisRecord } from '@logdrive/log-stream/testing';
import { strToU8, zipSync } from 'fflate';
import { LOCAL } from '../../paths.ts';
import { type LocalCloud, startCloud } from '../cloud.ts';
import { type DrivenMappings, takeOverMappings } from './take-over.ts';

const FOLDER = join(LOCAL, 'e2e', `mappings-${process.pid}`);

/** Asks the test what to do with a batch, and does it. */
const functionCode = `exports.handler = async (event) => {
  const asked = await fetch(process.env.JUDGE, { method: 'POST', body: JSON.stringify(event) });
  const answer = await asked.json();
  if (answer.error) throw new Error(answer.error);
  return answer;
};`;

interface Batch {
  source: string;
  records: LambdaKinesisRecord[];
  data: string[];
}

let cloud: LocalCloud;
let judge: FaultyServer;
let clients: { kinesis: KinesisClient; lambda: LambdaClient; s3: S3Client; sqs: SQSClient };
let driven: DrivenMappings | undefined;
const batches: Batch[] = [];
let decide = (_: Batch): object | undefined => undefined;

beforeAll(async () => {
  cloud = await startCloud({ dir: FOLDER });
  judge = await FaultyServer.start(async ({ body }) => {
    const { Records: records } = JSON.parse(String(body)) as { Records: LambdaKinesisRecord[] };
    const data = records.map(({ kinesis }) => String(Buffer.from(kinesis.data, 'base64')));
    const batch = { source: records[0]?.eventSourceARN.split('/')[1] ?? '', records, data };
    batches.push(batch);
    return { status: 200, body: JSON.stringify(decide(batch) ?? { batchItemFailures: [] }) };
  });
  const config = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  clients = {
    kinesis: new KinesisClient(config),
    lambda: new LambdaClient(config),
    s3: new S3Client({ ...config, forcePathStyle: true }),
    sqs: new SQSClient(config),
  };
  await clients.lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'judged',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/any',
      Timeout: 30,
      Environment: { Variables: { JUDGE: judge.endpoint } },
      Code: { ZipFile: zipSync({ 'index.js': strToU8(functionCode) }) },
    }),
  );
}, 300_000);

afterEach(async () => {
  await driven?.stop();
  driven = undefined;
  decide = () => undefined;
  batches.length = 0;
});

afterAll(async () => {
  for (const client of Object.values(clients ?? {})) client.destroy();
  await judge?.close();
  await cloud?.stop();
  rmSync(FOLDER, { recursive: true, force: true });
}, 60_000);

/** A stream of one shard with a mapping, which is taken over. */
async function mapped(
  name: string,
  settings: Partial<CreateEventSourceMappingCommandInput> = {},
): Promise<void> {
  await clients.kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 }));
  await clients.lambda.send(
    new CreateEventSourceMappingCommand({
      EventSourceArn: `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`,
      FunctionName: 'judged',
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...settings,
    }),
  );
  driven = await takeOverMappings({ cloud });
}

async function put(StreamName: string, data: readonly (string | Buffer)[]): Promise<void> {
  const Records = data.map((each) => ({ Data: Buffer.from(each), PartitionKey: 'key' }));
  await clients.kinesis.send(new PutRecordsCommand({ StreamName, Records }));
}

const figuresOf = () => driven?.backlog()[0];

/** Waits until so many records have come to their end. */
async function ended(count: number) {
  const until = Date.now() + 60_000;
  const done = () => (figuresOf()?.settled ?? 0) + (figuresOf()?.discarded ?? 0);
  while (done() < count && Date.now() < until) await sleep(50);
  expect(figuresOf()).toMatchObject({ backlog: 0, trouble: undefined });
  return figuresOf();
}

test('what a partial response names comes back, and what stands before it does not', async () => {
  await mapped('partial');
  decide = ({ records }) =>
    batches.length > 1
      ? undefined
      : { batchItemFailures: [{ itemIdentifier: records[2]?.kinesis.sequenceNumber }] };
  await put('partial', ['a', 'b', 'c', 'd']);
  expect(await ended(4)).toMatchObject({ settled: 4, invocations: 2, partialAnswers: 1 });
  expect(batches.map(({ data }) => data.join(''))).toEqual(['abcd', 'cd']);
}, 240_000);

test('a poisoned record is found by halving and handed to the bucket, with nothing else', async () => {
  await clients.s3.send(new CreateBucketCommand({ Bucket: 'given-up' }));
  const OnFailure = { Destination: 'arn:aws:s3:::given-up' };
  await mapped('poisoned', { MaximumRetryAttempts: 1, DestinationConfig: { OnFailure } });
  decide = ({ data }) => (data.includes('poison') ? { error: 'on purpose' } : undefined);
  await put('poisoned', ['a', 'b', 'c', 'poison', 'e']);
  expect(await ended(5)).toMatchObject({ settled: 4, discarded: 1 });
  const done = batches.filter(({ data }) => !data.includes('poison')).flatMap(({ data }) => data);
  expect(done).toEqual(['a', 'b', 'c', 'e']);

  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: 'given-up' }));
  const [{ Key = '' } = {}] = Contents;
  expect(Key).toMatch(/^aws\/lambda\/[\w-]{36}\/shardId-0{12}\/\d{4}\/\d\d\/\d\d\//);
  const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket: 'given-up', Key }));
  const object = JSON.parse((await Body?.transformToString()) ?? '');
  expect(object).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted' },
    KinesisBatchInfo: { batchSize: 1, shardId: 'shardId-000000000000' },
  });
  const { Records } = JSON.parse(object.payload) as { Records: LambdaKinesisRecord[] };
  expect(Records.map(({ kinesis }) => String(Buffer.from(kinesis.data, 'base64')))).toEqual([
    'poison',
  ]);
  expect(Contents).toHaveLength(1);
}, 240_000);

test('a queue is told what was given up, and where it lies in the stream', async () => {
  const { QueueUrl } = await clients.sqs.send(new CreateQueueCommand({ QueueName: 'given-up' }));
  const OnFailure = { Destination: 'arn:aws:sqs:us-east-1:000000000000:given-up' };
  await mapped('told', { MaximumRetryAttempts: 0, DestinationConfig: { OnFailure } });
  decide = () => ({ error: 'on purpose' });
  await put('told', ['a']);
  expect(await ended(1)).toMatchObject({ discarded: 1, failedInvocations: 1 });
  const { Messages = [] } = await clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }),
  );
  const sequenceNumber = batches[0]?.records[0]?.kinesis.sequenceNumber;
  const message = JSON.parse(Messages[0]?.Body ?? '');
  expect(message).toMatchObject({ KinesisBatchInfo: { startSequenceNumber: sequenceNumber } });
  expect(message).not.toHaveProperty('payload');
}, 240_000);

test('a batch waits for its window, and holds 6 MB at most', async () => {
  await mapped('gathered', { MaximumBatchingWindowInSeconds: 5 });
  await put('gathered', ['a']);
  await sleep(1_500);
  await put('gathered', ['b']);
  await ended(2);
  expect(batches.map(({ data }) => data.join(''))).toEqual(['ab']);
  for (let call = 0; call < 2; call += 1) {
    await put('gathered', Array(3).fill(Buffer.alloc(1_000_000, 'x')));
  }
  await ended(8);
  expect(batches.slice(1).map(({ data }) => data.length)).toEqual([4, 2]);
}, 240_000);

test('the local AWS itself hands nothing over, then or afterwards', async () => {
  await mapped('alone');
  await put('alone', ['a']);
  await ended(1);
  await driven?.stop();
  await driven?.stop();
  await put('alone', ['b']);
  await sleep(2_500);
  expect(batches.map(({ data }) => data.join(''))).toEqual(['a']);
  const { EventSourceMappings = [] } = await clients.lambda.send(
    new ListEventSourceMappingsCommand({}),
  );
  expect(new Set(EventSourceMappings.map(({ State }) => State))).toEqual(new Set(['Disabled']));
}, 240_000);
