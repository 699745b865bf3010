import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
} from '@aws-sdk/client-kinesis';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { kinesisEvent, kinesisRecord } from '@logdrive/log-stream/testing';
import { type LocalCloud, startCloud } from '../../../scripts/local-cloud/cloud.ts';
import { ensureFolder, LOCAL } from '../../../scripts/paths.ts';

const before = { ...process.env };
let dir: string;
let cloud: LocalCloud;
const clients: { destroy(): void }[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'forward-'));
  cloud = await startCloud({ dir });
  Object.assign(process.env, cloud.variables);
}, 120_000);
afterAll(async () => {
  for (const client of clients) client.destroy();
  process.env = before;
  await cloud.stop();
  rmSync(dir, { recursive: true });
});

const arnOf = (stream: string) => `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`;
/** As the module makes it of the queue's ARN. */
const urlOf = (queue: string) => `https://sqs.us-east-1.amazonaws.com/000000000000/${queue}`;
const json = (log_type: string, more: object = {}) => JSON.stringify({ log_type, ...more });

test('the function as it is put together forwards to a stream, to queues and to S3', async () => {
  const [kinesis, sqs, s3] = [
    new KinesisClient(),
    new SQSClient(),
    new S3Client({ forcePathStyle: true }),
  ];
  clients.push(kinesis, sqs, s3);
  await kinesis.send(new CreateStreamCommand({ StreamName: 'copy', ShardCount: 1 }));
  // The queue's own limit, of which the function is not told.
  const small = { MaximumMessageSize: '1024' };
  await sqs.send(new CreateQueueCommand({ QueueName: 'orders', Attributes: small }));
  const Attributes = { FifoQueue: 'true' };
  await sqs.send(new CreateQueueCommand({ QueueName: 'users.fifo', Attributes }));
  await s3.send(new CreateBucketCommand({ Bucket: 'aside' }));
  Object.assign(process.env, {
    SOURCE_STREAM_ARN: arnOf('logs'),
    QUARANTINE_BUCKET: 'aside',
    LARGE_MESSAGES_BUCKET: 'aside',
    TARGETS: JSON.stringify([
      { name: 'copy', stream_arn: arnOf('copy'), except: ['noise'] },
      {
        name: 'orders',
        queue_url: urlOf('orders'),
        log_types: ['orders'],
        large_messages: 's3',
      },
      { name: 'users', queue_url: urlOf('users.fifo'), log_types: ['orders'], group_id: 'user' },
    ]),
  });
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { handler } = await import('./index.ts');
  const large = json('orders', { user: 'ada', log_id: '2', pad: 'x'.repeat(2_000) });
  const data = [json('orders', { user: 'ada', log_id: '1' }), json('noise'), 'no json', large];
  const context = { functionName: 'forward', getRemainingTimeInMillis: () => 20_000 };
  const answer = await handler(
    kinesisEvent(data.map((each) => kinesisRecord({ data: each }))),
    context,
  );
  const lines = printed.mock.calls.map(([line]) => JSON.parse(String(line)));
  printed.mockRestore();

  expect(answer).toEqual({ batchItemFailures: [] });
  expect(lines).toMatchObject([
    { EventsReceived: 4, EventsDelivered: 2, EventsFiltered: 1, EventsQuarantined: 1 },
  ]);
  expect(await dataIn(kinesis)).toEqual([data[0], large]);
  const places = await bodiesIn(sqs, 'orders');
  expect(places).toEqual([data[0], expect.stringContaining('"bucket":"aside"')].sort());
  expect(await bodiesIn(sqs, 'users.fifo')).toEqual([data[0], large].sort());
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'aside' }));
  const [largeKey = '', quarantineKey] = Contents.map(({ Key = '' }) => Key);
  expect(quarantineKey).toMatch(/^quarantine\/date=/);
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'aside', Key: largeKey }));
  expect(await Body?.transformToString()).toBe(large);
}, 60_000);

async function dataIn(client: KinesisClient): Promise<string[]> {
  const from = { StreamName: 'copy', ShardId: 'shardId-000000000000' };
  const { ShardIterator } = await client.send(
    new GetShardIteratorCommand({ ...from, ShardIteratorType: 'TRIM_HORIZON' }),
  );
  const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map(({ Data }) => Buffer.from(Data ?? '').toString());
}

async function bodiesIn(client: SQSClient, queue: string): Promise<string[]> {
  const bodies: string[] = [];
  const QueueUrl = `${cloud.endpoint}/000000000000/${queue}`;
  for (let left = true; left; ) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    bodies.push(...Messages.map(({ Body = '' }) => Body));
    left = Messages.length > 0;
  }
  return bodies.sort();
}
