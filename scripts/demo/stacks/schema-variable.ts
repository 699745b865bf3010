import { defaultKeys, type SchemaKeys } from '@logdrive/log-stream';

/** The variable `schema` of an example; left out where all names are the default ones. */
export function schemaVariable(keys: SchemaKeys): Record<string, unknown> {
  if (JSON.stringify(keys) === JSON.stringify(defaultKeys)) return {};
  return { schema: { log_type_key: keys.logType, log_id_key: keys.logId, time_key: keys.time } };
}
