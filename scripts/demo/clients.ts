import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import type { LocalCloud } from '../local-cloud/cloud.ts';

/** The AWS services that the demo and its tests speak to themselves. */
export interface Clients {
  kinesis: KinesisClient;
  s3: S3Client;
  logs: CloudWatchLogsClient;
  lambda: LambdaClient;
  /** Closes their connections. */
  destroy(): void;
}

/** Clients of a local cloud; nothing of the caller's own AWS settings is used. */
export function createClients({ variables }: Pick<LocalCloud, 'variables'>): Clients {
  const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = variables;
  const config = {
    endpoint: AWS_ENDPOINT_URL ?? '',
    region: AWS_REGION ?? '',
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
  const clients = {
    kinesis: new KinesisClient({
      ...config,
      // As createKinesisWriter wants it.
      maxAttempts: 1,
      requestHandler: { disableConcurrentStreams: false, sessionTimeout: 10_000 },
    }),
    s3: new S3Client(config),
    logs: new CloudWatchLogsClient(config),
    lambda: new LambdaClient(config),
  };
  const destroy = () => {
    for (const client of Object.values(clients)) client.destroy();
  };
  return { ...clients, destroy };
}
