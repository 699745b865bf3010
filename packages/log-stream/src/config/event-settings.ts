import { defaultKeys, type SchemaKeys } from '../schema/common-schema.ts';
import { isTimeZone } from '../schema/partition-time.ts';
import type { EnvReader } from './env-reader.ts';

/** What decides which events a function takes and how it reads them; the same for every function. */
export interface EventSettings {
  keys: SchemaKeys;
  /** Wanted log types, `*` stands for any text; empty: all. */
  logTypes: string[];
  /** IANA name of the zone of the partitions, and of times that name none. */
  timeZone: string;
  /** JSON Schemas by log type; see `createSchemaCheck`. */
  jsonSchemas: Record<string, unknown>;
}

/** Reads LOG_TYPE_KEY, LOG_ID_KEY, TIME_KEY, LOG_TYPES, TIME_ZONE and JSON_SCHEMAS; problems go to `env`. */
export function readEventSettings(env: EnvReader): EventSettings {
  return {
    keys: readKeys(env),
    logTypes: env.texts('LOG_TYPES'),
    timeZone: readTimeZone(env),
    jsonSchemas: env.object('JSON_SCHEMAS', '{"app":{"required":["level"]}}'),
  };
}

function readTimeZone(env: EnvReader): string {
  const zone = env.text('TIME_ZONE', 'UTC');
  if (!isTimeZone(zone)) env.invalid('TIME_ZONE', 'give an IANA name such as Europe/Berlin');
  return zone;
}

function readKeys(env: EnvReader): SchemaKeys {
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
