import { S3Client } from '@aws-sdk/client-s3';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  onceReady,
  requestTimes,
  schemaCheckOfLayer,
} from '@logdrive/log-stream';
import { type S3ObjectOptions, s3ObjectStore } from '@logdrive/log-stream/s3';
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

const storeIn = ({ bucket, kmsKeyArn }: Pick<S3ObjectOptions, 'bucket' | 'kmsKeyArn'>) =>
  s3ObjectStore(client, { bucket, ...(kmsKeyArn && { kmsKeyArn }), ...config.objects });

const create = async () =>
  createHandler({
    conform: createConform({
      keys: config.keys,
      timeZone: config.timeZone,
      wants: createLogTypeFilter(config.logTypes),
      check: await schemaCheckOfLayer(config.jsonSchemas),
    }),
    sink: s3Sink({
      store: storeIn(config),
      partition: createPartitioner(config.timeZone),
      encoding: createEncoding(config.compression),
      prefix: config.prefix,
      log,
    }),
    quarantine: createQuarantine(storeIn(config.quarantine), config.quarantine.prefix, log),
    log,
  });

export const handler = onceReady(create());
