import {
  type Env,
  EnvReader,
  type EventSettings,
  readEventSettings,
  readKeyPrefix,
} from '@logdrive/log-stream';
import { endpointProblem, indexPatternProblem } from '@logdrive/log-stream/opensearch';
import type { Action, BodyLimits } from './bulk-body.ts';

export interface Config extends EventSettings {
  endpoint: string;
  auth: AuthSettings;
  /** PEM; without it the well-known certificates are trusted. */
  ca: string | undefined;
  /** Pattern of index names. */
  index: string;
  dataStream: boolean;
  action: Action;
  onConflict: 'quarantine' | 'keep_as_text';
  limits: BodyLimits;
  inFlight: number;
  gzip: boolean;
  quarantine: Quarantine;
}

interface Quarantine {
  bucket: string;
  prefix: string;
  /** Customer key for its objects; without it the bucket's own default holds. */
  kmsKeyArn?: string;
}

export type AuthSettings =
  | { kind: 'none' }
  | { kind: 'basic'; secretArn: string }
  | { kind: 'sigv4'; service: 'es' | 'aoss'; region: string };

/**
 * Reads the function's environment variables, as modules/kinesis-to-es sets them.
 *
 * @throws ConfigError naming every variable that is wrong, with the mend
 */
export function parseConfig(variables: Env): Config {
  const env = new EnvReader(variables);
  const config: Config = {
    endpoint: readEndpoint(env),
    auth: readAuth(env),
    ca: readCa(env),
    ...readTarget(env),
    onConflict: env.choice('ON_CONFLICT', ['quarantine', 'keep_as_text'], 'quarantine'),
    limits: {
      bytes: env.integer('BULK_BYTES', { least: 65_536, most: 100 * MIB, otherwise: 5 * MIB }),
      count: env.integer('BULK_COUNT', { least: 1, most: 10_000, otherwise: 5000 }),
    },
    inFlight: env.integer('BULKS_IN_FLIGHT', { least: 1, most: 10, otherwise: 4 }),
    gzip: env.flag('GZIP'),
    quarantine: readQuarantine(env),
    ...readEventSettings(env),
  };
  env.done();
  return config;
}

const MIB = 1024 * 1024;

function readEndpoint(env: EnvReader): string {
  const endpoint = env.text('ENDPOINT');
  const problem = endpoint === '' ? undefined : endpointProblem(endpoint);
  if (problem !== undefined) env.invalid('ENDPOINT', problem);
  return endpoint;
}

function readAuth(env: EnvReader): AuthSettings {
  const kind = env.choice('AUTH', ['sigv4', 'basic', 'none'], 'sigv4');
  switch (kind) {
    case 'none':
      return { kind };
    case 'basic':
      return { kind, secretArn: env.text('SECRET_ARN') };
    case 'sigv4': {
      const service = env.choice('SIGV4_SERVICE', ['es', 'aoss'], 'es');
      return { kind, service, region: env.text('AWS_REGION') };
    }
  }
}

function readCa(env: EnvReader): string | undefined {
  const ca = env.optional('CA_CERTIFICATE');
  if (ca !== undefined && !ca.includes('-----BEGIN CERTIFICATE-----')) {
    env.problem('CA_CERTIFICATE', 'is no certificate: give one or more in PEM');
  }
  return ca;
}

function readQuarantine(env: EnvReader): Quarantine {
  const kmsKeyArn = env.optional('KMS_KEY_ARN');
  return {
    bucket: env.text('QUARANTINE_BUCKET'),
    prefix: readKeyPrefix(env, 'QUARANTINE_PREFIX', 'quarantine'),
    ...(kmsKeyArn && { kmsKeyArn }),
  };
}

function readTarget(env: EnvReader): Pick<Config, 'index' | 'dataStream' | 'action'> {
  const dataStream = env.flag('DATA_STREAM');
  const day = dataStream ? '' : '-{yyyy}.{MM}.{dd}';
  const index = env.text('INDEX', `logs-{log_type}${day}`);
  const problem = indexPatternProblem(index);
  if (problem !== undefined) env.invalid('INDEX', problem);
  const action = env.choice<Action>('ACTION', ['create', 'index'], 'create');
  if (dataStream && action === 'index') {
    env.invalid('ACTION', 'give create, DATA_STREAM is true and a data stream takes nothing else');
  }
  return { index, dataStream, action };
}
