import {
  type Env,
  EnvReader,
  readEventSettings,
  readKeyPrefix,
  type SchemaKeys,
} from '@logdrive/log-stream';
import type { Target } from './target.ts';
import { readTargets } from './target-settings.ts';

export interface Config {
  keys: SchemaKeys;
  targets: Target[];
  quarantine: { bucket: string; prefix: string };
  /** Where messages go that are larger than their queue takes, if any target wants that. */
  largeMessages: { bucket: string; prefix: string } | undefined;
  /** Customer key of the objects in both buckets. */
  kmsKeyArn: string | undefined;
}

/**
 * Reads the function's environment variables, as modules/kinesis-forward sets them.
 *
 * @throws ConfigError naming every variable that is wrong, with the mend
 */
export function parseConfig(variables: Env): Config {
  const env = new EnvReader(variables);
  const { keys } = readEventSettings(env);
  const targets = readTargets(env, keys.logId);
  refuseLoops(targets, env);
  const config: Config = {
    keys,
    targets,
    quarantine: {
      bucket: env.text('QUARANTINE_BUCKET'),
      prefix: readKeyPrefix(env, 'QUARANTINE_PREFIX', 'quarantine'),
    },
    largeMessages: targets.some(usesObjects) ? readLargeMessages(env) : undefined,
    kmsKeyArn: env.optional('KMS_KEY_ARN'),
  };
  env.done();
  return config;
}

function readLargeMessages(env: EnvReader) {
  return {
    bucket: env.text('LARGE_MESSAGES_BUCKET'),
    prefix: readKeyPrefix(env, 'LARGE_MESSAGES_PREFIX', 'large-messages'),
  };
}

function usesObjects(target: Target): boolean {
  return target.kind === 'queue' && target.largeMessages === 's3';
}

/** A stream that is forwarded to itself grows without end. */
function refuseLoops(targets: readonly Target[], env: EnvReader): void {
  const source = env.text('SOURCE_STREAM_ARN');
  for (const target of targets) {
    if (target.kind === 'stream' && target.streamArn === source) {
      env.problem('TARGETS', `has the source as target ${target.name}: give another stream`);
    }
  }
}
