import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';

/** Something on loopback that the SDK's Kinesis client takes for Kinesis. */
export interface PutRecordsEndpoint {
  url: string;
  close(): Promise<void>;
}

/**
 * Answers PutRecords calls as soon as their body is there, without a look at it: every record is taken.
 *
 * @param count records that every call has
 */
export async function startPutRecordsEndpoint(count: number): Promise<PutRecordsEndpoint> {
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
