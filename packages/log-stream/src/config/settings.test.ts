import { gzipSync } from 'node:zlib';
import { EnvReader } from './env-reader.ts';
import { readEventSettings } from './event-settings.ts';
import { readObjectSettings } from './object-settings.ts';

function read(variables: Record<string, string>) {
  const env = new EnvReader(variables);
  const settings = { ...readEventSettings(env), ...readObjectSettings(env) };
  env.done();
  return settings;
}

test('all settings have defaults', () => {
  expect(read({})).toEqual({
    keys: { logType: 'log_type', logId: 'log_id', time: 'time' },
    logTypes: [],
    timeZone: 'UTC',
    jsonSchemas: {},
    prefix: 'logs',
    compression: 'gzip',
  });
});

test("schemas may be given as Terraform's base64gzip makes them", () => {
  const schemas = { app: { required: ['level'] } };
  const json = JSON.stringify(schemas);
  expect(read({ JSON_SCHEMAS: json }).jsonSchemas).toEqual(schemas);
  const gzip = gzipSync(json).toString('base64');
  expect(read({ JSON_SCHEMAS: gzip }).jsonSchemas).toEqual(schemas);
  const cut = gzip.slice(0, -12);
  expect(() => read({ JSON_SCHEMAS: cut })).toThrow('give a JSON object');
});

test('an empty prefix is the top of the bucket', () => {
  expect(read({ PREFIX: '' }).prefix).toBe('');
});

test.each([
  [{ TIME_ZONE: 'Mars/Olympus' }, 'TIME_ZONE is "Mars/Olympus": give an IANA name'],
  [{ TIME_KEY: 'log_id' }, 'LOG_TYPE_KEY, LOG_ID_KEY, TIME_KEY name the same key'],
  [{ LOG_TYPES: '[""]' }, 'LOG_TYPES is "[\\"\\"]": give a JSON array'],
  [{ JSON_SCHEMAS: '[]' }, 'JSON_SCHEMAS is "[]": give a JSON object, such as {"app":'],
  [{ PREFIX: 'logs/' }, 'PREFIX is "logs/": leave out the outer slashes'],
  [{ PREFIX: 'x'.repeat(257) }, 'give at most 256 bytes'],
  [{ COMPRESSION: 'lzma' }, 'COMPRESSION is "lzma": give one of gzip, zstd, none'],
])('%j is refused with the mend', (variables, words) => {
  expect(() => read(variables as Record<string, string>)).toThrow(words);
});
