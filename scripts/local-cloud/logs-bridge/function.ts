/**
 * For the local cloud only: stands in for CloudWatch Logs, which puts what a filter lets through into
 * the filter's stream. The data is put as it came: gzip of the envelope.
 */
import { randomUUID } from 'node:crypto';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import type { CloudWatchLogsEvent } from 'aws-lambda';

const { STREAM_ARN = '' } = process.env;
const account = STREAM_ARN.split(':')[4] ?? '';

// The local cloud takes a key of 12 digits for the account, and the stream may be in another one.
const client = new KinesisClient({
  credentials: { accessKeyId: account, secretAccessKey: 'test' },
});

export async function handler({ awslogs }: CloudWatchLogsEvent): Promise<void> {
  await client.send(
    new PutRecordCommand({
      StreamARN: STREAM_ARN,
      Data: Buffer.from(awslogs.data, 'base64'),
      PartitionKey: randomUUID(),
    }),
  );
}
