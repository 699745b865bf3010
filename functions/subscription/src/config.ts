import {
  type Env,
  EnvReader,
  type EventSettings,
  readEventSettings,
  readKeyPrefix,
  readTransformSettings,
  type TransformSettings,
} from '@logdrive/log-stream';
import type { LargeEvents } from './large-events.ts';

export interface Config extends EventSettings {
  targetStreamArn: string;
  /** Bytes that a record of the target stream may have, its partition key included. */
  recordBytes: number;
  /** Number of parts of the hash key range that share aggregates; undefined: no aggregation. */
  aggregateSlots: number | undefined;
  /** What becomes of an event that is larger than a record of the target stream may be. */
  largeEvents: LargeEvents;
  quarantine: { bucket: string; prefix: string };
  /** Customer key of the objects written; undefined: the bucket's own default. */
  kmsKeyArn: string | undefined;
  transform: TransformSettings;
}

const mebibyte = 1024 * 1024;

/** Below this a cut event would have no room for the common schema and its marking. */
const leastRecordBytes = 16 * 1024;

/**
 * Reads the function's environment variables, as modules/subscription sets them.
 *
 * @throws ConfigError naming every variable that is wrong, with the mend
 */
export function parseConfig(variables: Env): Config {
  const env = new EnvReader(variables);
  const config: Config = {
    targetStreamArn: readStreamArn(env),
    recordBytes: env.integer('RECORD_BYTES', {
      least: leastRecordBytes,
      most: 10 * mebibyte,
      otherwise: mebibyte,
    }),
    aggregateSlots: readAggregateSlots(env),
    largeEvents: readLargeEvents(env),
    quarantine: {
      bucket: env.text('QUARANTINE_BUCKET'),
      prefix: readKeyPrefix(env, 'QUARANTINE_PREFIX', 'quarantine'),
    },
    kmsKeyArn: env.optional('KMS_KEY_ARN'),
    ...readEventSettings(env),
    transform: readTransformSettings(env),
  };
  env.done();
  return config;
}

const streamArn = /^arn:aws[\w-]*:kinesis:[\w-]+:\d{12}:stream\/[\w.-]{1,128}$/;

function readStreamArn(env: EnvReader): string {
  const arn = env.text('TARGET_STREAM_ARN');
  if (arn !== '' && !streamArn.test(arn)) {
    env.invalid('TARGET_STREAM_ARN', 'give the ARN of a Kinesis data stream');
  }
  return arn;
}

/**
 * More parts than the stream has shards: fewer would leave shards empty. 64 are enough for 64 MB/s,
 * and a multiple of every usual number of shards.
 */
function readAggregateSlots(env: EnvReader): number | undefined {
  const slots = env.integer('AGGREGATE_SLOTS', { least: 1, most: 4096, otherwise: 64 });
  return env.flag('AGGREGATE') ? slots : undefined;
}

function readLargeEvents(env: EnvReader): LargeEvents {
  const how = env.choice('LARGE_EVENTS', ['cut', 's3'], 'cut');
  if (how === 'cut') return { how };
  return {
    how,
    bucket: env.text('LARGE_EVENTS_BUCKET'),
    prefix: readKeyPrefix(env, 'LARGE_EVENTS_PREFIX', 'large-events'),
  };
}
