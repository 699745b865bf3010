import { KinesisClient } from '@aws-sdk/client-kinesis';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  type DecodeLimits,
  type QuarantineEntry,
} from '@logdrive/log-stream';
import { createKinesisWriter } from '@logdrive/log-stream/kinesis';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { type Config, parseConfig } from '../../../functions/subscription/src/config.ts';
import { createHandler } from '../../../functions/subscription/src/handler.ts';
import { createShorten } from '../../../functions/subscription/src/large-events.ts';
import { streamSink } from '../../../functions/subscription/src/stream-sink.ts';
import type {
  InvocationContext,
  Life,
} from '../../../packages/log-stream/src/testing/lambda-service.ts';
import { scheduledHttpHandler } from '../../../packages/log-stream/src/testing/scheduled/http-handler.ts';
import type { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import { ScheduledKinesis } from '../../../packages/log-stream/src/testing/scheduled/scheduled-kinesis.ts';
import type { ScheduledS3 } from '../../../packages/log-stream/src/testing/scheduled/scheduled-s3.ts';
import { Repeats } from '../world/repeats.ts';
import type { Subject } from '../world/subject.ts';
import { clientBasics, prepareS3, quarantineS3, scheduledS3Client } from './s3-client.ts';

function configOf(variant: number): Config {
  return parseConfig({
    TARGET_STREAM_ARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/target',
    QUARANTINE_BUCKET: 'quarantine',
    LOG_TYPES: '["orders","web","lambda"]',
    AGGREGATE: variant & 1 ? 'true' : 'false',
  });
}

/** Log events of CloudWatch Logs to a stream, put together as its index.ts does. */
export const subscription: Subject = {
  name: 'subscription',
  services: ['kinesis', 's3'],
  faults: ['partial', 'partial', 'conflict'],
  prepare: prepareS3,

  createWorld({ calls, ledger, schedule }) {
    const config = configOf(schedule.variant);
    const quarantine = quarantineS3((entry: QuarantineEntry) => ledger.quarantine(entry));
    const repeats = new Repeats(ledger, 'invocation');
    const kinesis = new ScheduledKinesis(repeats);
    return {
      start: (life, write) => {
        const outside = { kinesis, quarantine, calls, life, write };
        const handler = createFunction(config, outside, limitsOf(schedule.variant));
        return {
          handler: (event, context) => handler(event, { ...context, ...place }),
        };
      },
      checkEnd: () => repeats.check(),
    };
  },
};

/** Where the function is. */
const place = {
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:under-proof',
  logGroupName: '/aws/lambda/under-proof',
} satisfies Partial<InvocationContext & Record<string, string>>;

interface Outside {
  kinesis: ScheduledKinesis;
  quarantine: ScheduledS3;
  calls: ScheduledCalls;
  life: Life;
  write: (line: string) => void;
}

/** In some variants little is read of a batch, and the rest is left for the next invocation. */
function limitsOf(variant: number): Partial<DecodeLimits> {
  return variant & 4 ? { batchEvents: 3 } : {};
}

function createFunction(
  config: Config,
  { kinesis, quarantine, calls, life, write }: Outside,
  limits: Partial<DecodeLimits>,
) {
  const { keys, timeZone, logTypes, recordBytes, transform } = config;
  const log = createLog(write);
  const s3 = scheduledS3Client(quarantine, calls, life);
  const storeIn = (bucket: string) => s3ObjectStore(s3, { bucket });
  const client = new KinesisClient({
    ...clientBasics,
    requestHandler: scheduledHttpHandler(kinesis, calls, life),
  });
  return createHandler({
    conform: createConform({
      keys,
      timeZone,
      wants: createLogTypeFilter(logTypes),
      ...transform.schema,
    }),
    decode: { ...transform.decode, limits },
    sink: streamSink({
      writer: createKinesisWriter(client, {
        stream: config.targetStreamArn,
        recordBytes,
        callBytes: Math.max(recordBytes, 5 * 1024 * 1024),
        ...(config.aggregateSlots !== undefined && {
          aggregation: { hashSlots: config.aggregateSlots },
        }),
      }),
      recordBytes,
      shorten: createShorten(config.largeEvents, keys, storeIn),
      log,
    }),
    partEvents: config.aggregateSlots === undefined ? 2 : Number.POSITIVE_INFINITY,
    quarantine: createQuarantine(storeIn(config.quarantine.bucket), config.quarantine.prefix, log),
    log,
  });
}
