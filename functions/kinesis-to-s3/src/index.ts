import { S3Client } from '@aws-sdk/client-s3';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  requestTimes,
} from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { createEncoding } from './compression.ts';
import { parseConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { createPartitioner } from './partitions.ts';
import { s3Sink } from './s3-sink.ts';

const config = parseConfig(process.env);
const log = createLog((line) => process.stdout.write(`${line}\n`));
const client = new S3Client({
  maxAttempts: 1, // the deadline bounds the retries, not a count
  // Without the last of these a request that gets no answer is only warned of, and waited for.
  requestHandler: requestTimes,
});

const storeIn = (bucket: string) => s3ObjectStore(client, { bucket, ...config.objects });

export const handler = createHandler({
  conform: createConform({
    keys: config.keys,
    timeZone: config.timeZone,
    wants: createLogTypeFilter(config.logTypes),
  }),
  sink: s3Sink({
    store: storeIn(config.bucket),
    partition: createPartitioner(config.timeZone),
    encoding: createEncoding(config.compression),
    prefix: config.prefix,
    log,
  }),
  quarantine: createQuarantine(storeIn(config.quarantine.bucket), config.quarantine.prefix, log),
  log,
});
