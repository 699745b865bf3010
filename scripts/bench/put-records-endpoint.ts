import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { callPutRecords } from '../../packages/log-stream/src/kinesis/call-put-records.ts';
import type { Entry } from './log-stream/splice.ts';

/** Something on loopback that the SDK's Kinesis client takes for Kinesis. */
interface PutRecordsEndpoint {
  url: string;
  close(): Promise<void>;
}

/** Records of a call: as many as PutRecords takes. */
export const callRecords = 500;

const streamArn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/target';

/** One PutRecords call of a floor, which looks at no answer. */
export type Call = (client: KinesisClient, entries: readonly Entry[]) => Promise<unknown>;

/** As any program makes it. */
export const sdkCall: Call = (client, entries) =>
  client.send(new PutRecordsCommand({ StreamARN: streamArn, Records: [...entries] }));

/** As our writer makes it: how much of a function's speed is its call's, and how much its own. */
export const writersCall: Call = (client, entries) => {
  const records = entries.map(({ Data, PartitionKey }) => ({
    data: Data,
    partitionKey: PartitionKey,
  }));
  return callPutRecords(client, { StreamARN: streamArn }, records);
};

/**
 * Gives the work a client as the functions build theirs, for ours and the floor alike, and something that
 * answers it: what a function costs its owner includes the SDK's share, over HTTP/2 as to Kinesis.
 */
export async function withPutRecordsClient<T>(
  work: (client: KinesisClient) => Promise<T>,
): Promise<T> {
  const endpoint = await startPutRecordsEndpoint(callRecords);
  const client = new KinesisClient({
    endpoint: endpoint.url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    maxAttempts: 1,
    requestHandler: { disableConcurrentStreams: false, sessionTimeout: 10_000 },
  });
  try {
    return await work(client);
  } finally {
    client.destroy();
    await endpoint.close();
  }
}

/**
 * Answers PutRecords calls as soon as their body is there, without a look at it: every record is taken.
 *
 * @param count records that every call has
 */
async function startPutRecordsEndpoint(count: number): Promise<PutRecordsEndpoint> {
  const Records = Array.from({ length: count }, (_, index) => ({
    SequenceNumber: `4965${String(index).padStart(52, '0')}`,
    ShardId: 'shardId-000000000000',
  }));
  const answer = Buffer.from(JSON.stringify({ FailedRecordCount: 0, Records }));
  const server = createServer();
  server.on('stream', (stream) => {
    stream.resume();
    stream.on('end', () => {
      stream.respond({ ':status': 200, 'content-type': 'application/x-amz-json-1.1' });
      stream.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
