import {
  defaultKeys,
  type Env,
  EnvReader,
  isTimeZone,
  type SchemaKeys,
} from '@logdrive/log-stream';
import type { S3ObjectOptions } from '@logdrive/log-stream/s3';
import { type Compression, compressionLevels, compressions } from './compression.ts';

export interface Config {
  bucket: string;
  /** Without slashes at its ends; may be empty. */
  prefix: string;
  quarantine: { bucket: string; prefix: string };
  /** Wanted log types, `*` stands for any text; empty: all. */
  logTypes: string[];
  /** IANA name of the zone of the partitions, and of times that name none. */
  timeZone: string;
  compression: Compression;
  keys: SchemaKeys;
  /** How every object is written, quarantined ones too. */
  objects: Omit<S3ObjectOptions, 'bucket'>;
}

/**
 * Reads the function's environment variables, as modules/kinesis-to-s3 sets them.
 *
 * @throws ConfigError naming every variable that is wrong, with the mend
 */
export function parseConfig(variables: Env): Config {
  const env = new EnvReader(variables);
  const bucket = env.text('BUCKET');
  const kmsKeyArn = env.optional('KMS_KEY_ARN');
  const config: Config = {
    bucket,
    prefix: prefix(env, 'PREFIX', variables.PREFIX === '' ? '' : 'logs'),
    quarantine: {
      bucket: env.text('QUARANTINE_BUCKET', bucket),
      prefix: prefix(env, 'QUARANTINE_PREFIX', 'quarantine'),
    },
    logTypes: env.texts('LOG_TYPES'),
    timeZone: timeZone(env),
    compression: compression(env),
    keys: keys(env),
    objects: {
      ...(kmsKeyArn && { kmsKeyArn }),
      bucketOwnerFullControl: env.flag('BUCKET_OWNER_FULL_CONTROL'),
      tags: tags(env),
    },
  };
  env.done();
  return config;
}

function prefix(env: EnvReader, name: string, otherwise: string): string {
  const value = env.text(name, otherwise);
  if (value.startsWith('/') || value.endsWith('/'))
    env.invalid(name, 'leave out the outer slashes');
  if (Buffer.byteLength(value) > 256) env.invalid(name, 'give at most 256 bytes');
  return value;
}

function timeZone(env: EnvReader): string {
  const zone = env.text('TIME_ZONE', 'UTC');
  if (!isTimeZone(zone)) env.invalid('TIME_ZONE', 'give an IANA name such as Europe/Berlin');
  return zone;
}

function compression(env: EnvReader): Compression {
  const kind = env.choice('COMPRESSION', compressions, 'gzip');
  if (kind !== 'none') {
    return { kind, level: env.integer('COMPRESSION_LEVEL', compressionLevels[kind]) };
  }
  if (env.optional('COMPRESSION_LEVEL')) {
    env.invalid('COMPRESSION_LEVEL', 'leave it out, COMPRESSION is none');
  }
  return { kind };
}

function keys(env: EnvReader): SchemaKeys {
  const chosen = {
    logType: env.text('LOG_TYPE_KEY', defaultKeys.logType),
    logId: env.text('LOG_ID_KEY', defaultKeys.logId),
    time: env.text('TIME_KEY', defaultKeys.time),
  };
  if (new Set(Object.values(chosen)).size < 3) {
    env.problem(
      'LOG_TYPE_KEY, LOG_ID_KEY, TIME_KEY',
      'name the same key: give three different ones',
    );
  }
  return chosen;
}

/** S3 takes ten tags an object, keys of 128 and values of 256 characters. */
function tags(env: EnvReader): Record<string, string> {
  const given = env.textMap('OBJECT_TAGS');
  const fits = ([key, value]: [string, string]) =>
    key !== '' && key.length <= 128 && value.length <= 256;
  if (Object.keys(given).length > 10 || !Object.entries(given).every(fits)) {
    env.invalid(
      'OBJECT_TAGS',
      'give at most 10 tags, keys of 1-128 and values of up to 256 characters',
    );
  }
  return given;
}
