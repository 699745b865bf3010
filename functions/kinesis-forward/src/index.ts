import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createLog, createQuarantine, requestTimes } from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { Acknowledged } from './acknowledged.ts';
import { parseConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { kinesisSink } from './kinesis-sink.ts';
import { largeMessageKey } from './large-message-key.ts';
import { perRegion, regionOf } from './region.ts';
import { createRouter } from './router.ts';
import type { LargeMessages } from './sqs-prepare.ts';
import { sqsSink } from './sqs-sink.ts';
import { hasList, type QueueTarget, type Target } from './target.ts';

const config = parseConfig(process.env);
const log = createLog((line) => process.stdout.write(`${line}\n`));
const maxAttempts = 1; // the deadline bounds the retries, not a count

const s3 = new S3Client({
  maxAttempts,
  // Without the last of these a request that gets no answer is only warned of, and waited for.
  requestHandler: requestTimes,
});
const kinesisIn = perRegion(
  (region) =>
    new KinesisClient({
      ...region,
      maxAttempts,
      requestHandler: { disableConcurrentStreams: false, sessionTimeout: 10_000 }, // one connection
    }),
);
const sqsIn = perRegion(
  (region) =>
    new SQSClient({
      ...region,
      maxAttempts,
      requestHandler: requestTimes,
      useQueueUrlAsEndpoint: false, // the endpoint is the region's, or that of AWS_ENDPOINT_URL
      md5: false, // TLS guards the bodies already
    }),
);

const storeIn = (bucket: string) =>
  s3ObjectStore(s3, { bucket, ...(config.kmsKeyArn && { kmsKeyArn: config.kmsKeyArn }) });

function sinkFor(target: Target) {
  const region = regionOf(target);
  if (target.kind === 'stream') return kinesisSink(kinesisIn(region), target);
  return sqsSink(sqsIn(region), target, { largeMessages: largeMessagesOf(target) });
}

function largeMessagesOf({ name, largeMessages }: QueueTarget): LargeMessages | undefined {
  if (largeMessages !== 's3' || config.largeMessages === undefined) return undefined;
  const { bucket, prefix } = config.largeMessages;
  const store = storeIn(bucket);
  return async (piece, deadline) => {
    const key = largeMessageKey(prefix, name, piece);
    const contentType = 'application/octet-stream';
    await store.putOnce({ key, body: piece.data, contentType }, deadline);
    return { bucket, key };
  };
}

export const handler = createHandler({
  route: createRouter(config.targets, config.keys),
  targets: config.targets.map((target) => ({
    name: target.name,
    hasList: hasList(target),
    sink: sinkFor(target),
  })),
  acknowledged: new Acknowledged(),
  quarantine: createQuarantine(storeIn(config.quarantine.bucket), config.quarantine.prefix, log),
  log,
});
