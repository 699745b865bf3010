import { KinesisClient } from '@aws-sdk/client-kinesis';
import { SQSClient } from '@aws-sdk/client-sqs';

const common = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

/** A client that makes each call over a connection of its own: a broken one hides one answer alone. */
export function kinesisClient(endpoint: string): KinesisClient {
  return new KinesisClient({ ...common, endpoint });
}

export function sqsClient(endpoint: string): SQSClient {
  return new SQSClient({ ...common, endpoint, useQueueUrlAsEndpoint: false, md5: false });
}
