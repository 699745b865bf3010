import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Io } from '../../command.ts';
import type { ReplayOptions, TargetName } from './options.ts';
import { s3Source } from './sources/s3-source.ts';
import type { Source } from './sources/source.ts';
import { sqsSource } from './sources/sqs-source.ts';
import { functionTarget } from './targets/function-target.ts';
import { streamTarget } from './targets/stream-target.ts';
import type { Target } from './targets/target.ts';

const kinesisOptions = { requestHandler: { disableConcurrentStreams: false } };

/** The source that was asked for, with the clients of the AWS environment. */
export async function openSource(
  { source, after }: ReplayOptions,
  { env = {} }: Io,
): Promise<Source> {
  // A local AWS has no host names for buckets.
  const s3 = new S3Client({ forcePathStyle: env.AWS_ENDPOINT_URL !== undefined });
  if ('bucket' in source) return s3Source(s3, { ...source, after });
  const clients = {
    sqs: queueClient(source.queueUrl),
    kinesis: new KinesisClient(kinesisOptions),
    s3,
  };
  return sqsSource(clients, { ...source, keep: after === 'keep' });
}

export function openTarget(target: TargetName): Target {
  if ('stream' in target) {
    const client = new KinesisClient({ ...kinesisOptions, maxAttempts: 1 });
    return streamTarget(client, target.stream);
  }
  // A function may work as long as it likes.
  const requestHandler = { requestTimeout: 15 * 60_000 };
  return functionTarget(new LambdaClient({ requestHandler, maxAttempts: 1 }), target.function);
}

/** In the Region that the queue's URL names. The client would warn of what the user plainly asked for. */
function queueClient(queueUrl: string): SQSClient {
  const [, region] = /^https:\/\/sqs\.([a-z0-9-]+)\./.exec(queueUrl) ?? [];
  const silent = () => {};
  const logger = { debug: silent, info: silent, warn: silent, error: silent };
  return new SQSClient({ logger, ...(region && { region }) });
}
