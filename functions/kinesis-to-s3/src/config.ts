import {
  type CompressionKind,
  type Env,
  EnvReader,
  type EventSettings,
  readEventSettings,
  readKeyPrefix,
  readObjectSettings,
} from '@logdrive/log-stream';
import type { S3ObjectOptions } from '@logdrive/log-stream/s3';
import { type Compression, compressionLevels } from './compression.ts';

export interface Config extends EventSettings {
  bucket: string;
  /** Without slashes at its ends; may be empty. */
  prefix: string;
  /** Customer key of the archive's objects; without it the bucket's own default holds. */
  kmsKeyArn?: string;
  quarantine: Quarantine;
  compression: Compression;
  /** How every object is written, quarantined ones too. */
  objects: Omit<S3ObjectOptions, 'bucket' | 'kmsKeyArn'>;
}

/** May be another bucket, of another account, with another key. */
interface Quarantine {
  bucket: string;
  prefix: string;
  kmsKeyArn?: string;
}

/**
 * Reads the function's environment variables, as modules/kinesis-to-s3 sets them.
 *
 * @throws ConfigError naming every variable that is wrong, with the mend
 */
export function parseConfig(variables: Env): Config {
  const env = new EnvReader(variables);
  const bucket = env.text('BUCKET');
  const { prefix, compression } = readObjectSettings(env);
  const config: Config = {
    bucket,
    prefix,
    ...readKey(env, 'KMS_KEY_ARN'),
    quarantine: {
      bucket: env.text('QUARANTINE_BUCKET', bucket),
      prefix: readKeyPrefix(env, 'QUARANTINE_PREFIX', 'quarantine'),
      ...readKey(env, 'QUARANTINE_KMS_KEY_ARN'),
    },
    ...readEventSettings(env),
    compression: withLevel(compression, env),
    objects: {
      bucketOwnerFullControl: env.flag('BUCKET_OWNER_FULL_CONTROL'),
      tags: tags(env),
    },
  };
  env.done();
  return config;
}

function readKey(env: EnvReader, name: string): { kmsKeyArn?: string } {
  const kmsKeyArn = env.optional(name);
  return kmsKeyArn ? { kmsKeyArn } : {};
}

function withLevel(kind: CompressionKind, env: EnvReader): Compression {
  if (kind !== 'none') {
    return { kind, level: env.integer('COMPRESSION_LEVEL', compressionLevels[kind]) };
  }
  if (env.optional('COMPRESSION_LEVEL')) {
    env.invalid('COMPRESSION_LEVEL', 'leave it out, COMPRESSION is none');
  }
  return { kind };
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
