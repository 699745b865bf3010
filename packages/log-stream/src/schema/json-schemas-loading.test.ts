/** ajv is not to be had in this file: whoever loads it fails. */
const absent = () => {
  throw new Error('ajv was loaded');
};

test('ajv is loaded where a schema is configured, and not before', async () => {
  jest.doMock('ajv', absent);
  jest.doMock('ajv/dist/2020.js', absent);
  jest.doMock('ajv-formats/dist/formats.js', absent);
  const { createSchemaCheck } = await import('./json-schemas.ts');
  await expect(createSchemaCheck({})).resolves.toBeInstanceOf(Function);
  await expect(createSchemaCheck({ app: {} })).rejects.toThrow('ajv was loaded');
});
