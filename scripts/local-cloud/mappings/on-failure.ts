import { randomUUID } from 'node:crypto';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import {
  type DiscardedBatch,
  failureDocument,
  failureObjectKey,
} from '@logdrive/log-stream/testing';
import type { KinesisMapping } from './mapping-settings.ts';

/** The services that take what is given up. */
export interface FailureClients {
  s3: S3Client;
  sqs: SQSClient;
}

/**
 * Sends a batch that is given up to the mapping's on-failure destination: to S3 the whole invocation,
 * to SQS its metadata. Without a destination the batch is gone, as on AWS.
 *
 * @throws Error when the destination does not take it, or is neither a bucket nor a queue
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export async function sendToFailureDestination(
  batch: DiscardedBatch,
  { uuid, functionArn, onFailureArn }: KinesisMapping,
  { s3, sqs }: FailureClients,
): Promise<void> {
  if (onFailureArn === undefined) return;
  const [, , service, , account, resource = ''] = onFailureArn.split(':');
  const id = randomUUID();
  const nowMs = Date.now();
  const source = { mapping: uuid, functionArn };
  const { metadata, payload } = failureDocument(batch, source, id, nowMs);
  if (service === 's3') {
    const Key = failureObjectKey(batch, source, id, nowMs);
    const Body = JSON.stringify({ ...metadata, payload });
    await s3.send(new PutObjectCommand({ Bucket: resource, Key, Body }));
  } else if (service === 'sqs') {
    const named = { QueueName: resource, QueueOwnerAWSAccountId: account };
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand(named));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(metadata) }));
  } else {
    throw new Error(`the on-failure destination ${onFailureArn} is neither a bucket nor a queue`);
  }
}
