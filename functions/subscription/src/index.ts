import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { KinesisClient } from '@aws-sdk/client-kinesis';
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
import { createKinesisWriter } from '@logdrive/log-stream/kinesis';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { type Config, parseConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { createShorten } from './large-events.ts';
import { onDemand } from './on-demand.ts';
import { streamSink } from './stream-sink.ts';
import { cloudWatchLogGroups } from './subscriber/cloudwatch-logs-adapter.ts';
import { parseSubscriberConfig } from './subscriber/config.ts';
import { createSubscriber } from './subscriber/handler.ts';

const { _HANDLER: running } = process.env;
const log = createLog((line) => process.stdout.write(`${line}\n`));

/** Log events of CloudWatch Logs to a stream. */
export const handler = onDemand(running === 'index.handler', () =>
  onceReady(create(parseConfig(process.env))),
);

async function create(config: Config) {
  const { keys, timeZone, logTypes, jsonSchemas, recordBytes, quarantine, transform } = config;
  const storeIn = createStores(config);
  return createHandler({
    conform: createConform({
      keys,
      timeZone,
      wants: createLogTypeFilter(logTypes),
      check: await schemaCheckOfLayer(jsonSchemas),
      ...transform.schema,
    }),
    decode: transform.decode,
    sink: streamSink({
      writer: createWriter(config),
      recordBytes,
      shorten: createShorten(config.largeEvents, keys, storeIn),
      log,
    }),
    // Two parts make as many calls as the writer has in flight; aggregates fill up from a whole batch only.
    partEvents: config.aggregateSlots === undefined ? 1_000 : Number.POSITIVE_INFINITY,
    quarantine: createQuarantine(storeIn(quarantine.bucket), quarantine.prefix, log),
    log,
  });
}

/** Subscription filters in line with the selected log groups. */
export const subscribe = onDemand(running === 'index.subscribe', () => {
  const client = new CloudWatchLogsClient({
    maxAttempts: 1, // the deadline bounds the retries, not a count
    requestHandler: requestTimes,
  });
  return createSubscriber({
    ...parseSubscriberConfig(process.env),
    logGroups: (run) => cloudWatchLogGroups(client, run),
    log,
  });
});

function createWriter({ targetStreamArn, recordBytes, aggregateSlots }: Config) {
  const client = new KinesisClient({
    maxAttempts: 1, // the deadline bounds the retries, not a count
    requestHandler: { disableConcurrentStreams: false, sessionTimeout: 10_000 },
  });
  return createKinesisWriter(client, {
    stream: targetStreamArn,
    recordBytes,
    callBytes: Math.max(recordBytes, 5 * 1024 * 1024),
    ...(aggregateSlots !== undefined && { aggregation: { hashSlots: aggregateSlots } }),
  });
}

function createStores({ kmsKeyArn }: Config) {
  const client = new S3Client({
    maxAttempts: 1,
    requestHandler: requestTimes,
  });
  return (bucket: string) => s3ObjectStore(client, { bucket, ...(kmsKeyArn && { kmsKeyArn }) });
}
