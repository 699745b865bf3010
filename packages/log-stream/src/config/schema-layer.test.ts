import { createSchemaCheck } from '../schema/json-schemas.ts';
import { ConfigError } from './config-error.ts';
import { schemaCheckOfLayer } from './schema-layer.ts';

const schemas = { app: { required: ['user'] } };

test('without schemas nothing is checked and no layer looked for', async () => {
  const check = await schemaCheckOfLayer({}, () => {
    throw new Error('looked for');
  });
  expect(check('app', {})).toBeUndefined();
});

test('with schemas the layer checks', async () => {
  const check = await schemaCheckOfLayer(schemas, () => ({ createSchemaCheck }));
  expect(check('app', {})).toContain('user');
  expect(check('app', { user: 1 })).toBeUndefined();
});

test('says how to mend it when the layer is missing', async () => {
  await expect(schemaCheckOfLayer(schemas)).rejects.toThrow(ConfigError);
  await expect(schemaCheckOfLayer(schemas)).rejects.toThrow('json-schemas.zip as a layer');
});

test('names a schema that cannot be used', async () => {
  const wrong = { app: { typo: 1 } };
  const made = schemaCheckOfLayer(wrong, () => ({ createSchemaCheck }));
  await expect(made).rejects.toThrow('the schema of log type "app"');
});
