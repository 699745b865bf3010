import {
  createConform,
  createLog,
  createQuarantine,
  defaultKeys,
  type ObjectStore,
} from '@logdrive/log-stream';
import type { KinesisStreamRecord } from 'aws-lambda';
import { createEncoding } from '../../functions/kinesis-to-s3/src/compression.ts';
import { createHandler } from '../../functions/kinesis-to-s3/src/handler.ts';
import { createPartitioner } from '../../functions/kinesis-to-s3/src/partitions.ts';
import { s3Sink } from '../../functions/kinesis-to-s3/src/s3-sink.ts';

/** The function with all its parts but S3: its store takes every object at once. One object at a time. */
export function createSerialFunction(level: number) {
  const store: ObjectStore = { putOnce: async () => 'written' };
  const log = createLog(() => {});
  const handler = createHandler({
    conform: createConform({ keys: defaultKeys, timeZone: 'UTC', wants: () => true }),
    sink: s3Sink({
      store,
      partition: createPartitioner('UTC'),
      encoding: createEncoding({ kind: 'gzip', level }),
      prefix: 'logs',
      log,
      concurrency: 1,
    }),
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
  });
  const context = { functionName: 'bench', getRemainingTimeInMillis: () => 60_000 };
  return (Records: KinesisStreamRecord[]) => handler({ Records }, context);
}
