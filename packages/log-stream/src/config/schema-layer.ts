import { createRequire } from 'node:module';
import type { createSchemaCheck, SchemaCheck } from '../schema/json-schemas.ts';
import { ConfigError } from './config-error.ts';

/** What the Lambda layer of the modules holds: `createSchemaCheck` with ajv, for those who have schemas. */
export interface SchemaLayer {
  createSchemaCheck: typeof createSchemaCheck;
}

/** Where Lambda puts the packages of layers; what it names in NODE_PATH is found as well. */
const requireFromLayer = createRequire('/opt/nodejs/');

/**
 * The check of a function that Terraform gave JSON Schemas, and with them the layer that knows them. The
 * function's own zip has no ajv, which would make it a third larger for everybody.
 *
 * @param schemas by log type, see `createSchemaCheck`; without any the layer is not looked for
 * @throws ConfigError naming every schema that cannot be used, or the layer when it is not there
 */
export async function schemaCheckOfLayer(
  schemas: Readonly<Record<string, unknown>>,
  load: () => SchemaLayer = () => requireFromLayer('@logdrive/json-schemas'),
): Promise<SchemaCheck> {
  if (Object.keys(schemas).length === 0) return () => undefined;
  let layer: SchemaLayer;
  try {
    layer = load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new ConfigError([
      'JSON_SCHEMAS is set, but the layer that reads schemas is missing: add modules/stream-consumer/json-schemas.zip as a layer',
    ]);
  }
  return layer.createSchemaCheck(schemas);
}
