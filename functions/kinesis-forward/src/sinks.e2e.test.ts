import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
} from '@aws-sdk/client-sqs';
import {
  type Answer,
  describeSinkContract,
  FaultyServer,
  type Received,
  startHttp2Front,
} from '@logdrive/log-stream/testing';
import { type LocalCloud, startCloud } from '../../../scripts/local-cloud/cloud.ts';
import { ensureFolder, LOCAL } from '../../../scripts/paths.ts';
import { kinesisSink } from './kinesis-sink.ts';
import { sqsSink } from './sqs-sink.ts';
import { kinesisClient, sqsClient } from './testing/clients.ts';
import { eventSink } from './testing/event-sink.ts';
import { queueTarget, streamTarget } from './testing/targets.ts';

let dir: string;
let cloud: LocalCloud;
let made = 0;

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 'forward-sinks-'));
  cloud = await startCloud({ dir });
}, 120_000);
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true });
});

/** What a sink sends, through to the local AWS. */
async function passOn({ method, url, headers, body }: Received): Promise<Answer> {
  const { connection, 'content-length': length, expect: expected, host, ...kept } = headers;
  const request = { method, headers: kept as Record<string, string>, body: new Uint8Array(body) };
  const response = await fetch(`${cloud.endpoint}${url}`, request);
  const type = response.headers.get('content-type') ?? 'application/json';
  const answer = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: { 'content-type': type }, body: answer };
}

describeSinkContract(
  'Kinesis of the local AWS, through a faulty connection',
  async () => {
    made += 1;
    const name = `target-${made}`;
    const direct = kinesisClient(cloud.endpoint);
    await direct.send(new CreateStreamCommand({ StreamName: name, ShardCount: 2 }));
    const streamArn = await arnWhenActive(direct, name);
    const proxy = await FaultyServer.start(passOn);
    // The SDK speaks HTTP/2 to Kinesis.
    const front = await startHttp2Front(proxy.endpoint);
    const client = kinesisClient(front.endpoint);
    return {
      sink: eventSink(kinesisSink(client, streamTarget({ streamArn }))),
      delivered: () => dataIn(direct, name),
      fail: (fault, times) => proxy.fail(fault, times),
      heal: () => proxy.heal(),
      close: async () => {
        client.destroy();
        direct.destroy();
        await front.close();
        await proxy.close();
      },
    };
  },
  { once: false },
);

async function arnWhenActive(client: KinesisClient, StreamName: string): Promise<string> {
  for (;;) {
    const { StreamDescriptionSummary: stream } = await client.send(
      new DescribeStreamSummaryCommand({ StreamName }),
    );
    if (stream?.StreamStatus === 'ACTIVE') return stream.StreamARN ?? '';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function dataIn(client: KinesisClient, StreamName: string): Promise<string[]> {
  const { Shards = [] } = await client.send(new ListShardsCommand({ StreamName }));
  const lines: string[] = [];
  for (const { ShardId } of Shards) {
    const from = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
    const { ShardIterator } = await client.send(new GetShardIteratorCommand(from));
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator }));
    for (const { Data } of Records) lines.push(Buffer.from(Data ?? '').toString());
  }
  return lines;
}

for (const fifo of [false, true]) {
  describeSinkContract(
    `${fifo ? 'a FIFO queue' : 'a queue'} of the local AWS, through a faulty connection`,
    async () => {
      made += 1;
      const QueueName = `target-${made}${fifo ? '.fifo' : ''}`;
      const direct = sqsClient(cloud.endpoint);
      const Attributes: Record<string, string> = fifo ? { FifoQueue: 'true' } : {};
      const { QueueUrl: queueUrl = '' } = await direct.send(
        new CreateQueueCommand({ QueueName, Attributes }),
      );
      const proxy = await FaultyServer.start(passOn);
      const client = sqsClient(proxy.endpoint);
      const sink = sqsSink(client, queueTarget({ queueUrl, fifo }));
      return {
        sink: eventSink(sink, fifo),
        delivered: () => bodiesIn(direct, queueUrl),
        fail: (fault, times) => proxy.fail(fault, times),
        heal: () => proxy.heal(),
        close: async () => {
          client.destroy();
          direct.destroy();
          await proxy.close();
        },
      };
    },
    { once: fifo },
  );
}

async function bodiesIn(client: ReturnType<typeof sqsClient>, QueueUrl: string): Promise<string[]> {
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body = '' } of Messages) bodies.push(Body);
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
    await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
}
