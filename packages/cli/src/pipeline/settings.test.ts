import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '@logdrive/log-stream/testing';
import { explainRecord } from '../commands/explain/explain-record.ts';
import { parseExplainOptions } from '../commands/explain/options.ts';
import { pipelineFor } from './settings.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'explain-settings-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function fileOf(content: unknown): string {
  const path = join(dir, 'config.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const keyWith = async (config: unknown, ...args: string[]) => {
  const pipeline = await pipelineFor(parseExplainOptions(['--config', fileOf(config), ...args]));
  const place = pipeline.placeOf('app', Date.parse('2026-11-20T20:30:00Z'));
  return 's3Key' in place ? place.s3Key : place.index;
};

const variables = { PREFIX: 'raw', TIME_ZONE: 'Asia/Tokyo', COMPRESSION: 'zstd', BUCKET: 'logs' };
const key = 'raw/log_type=app/date=2026-11-21/hour=05/*.ndjson.zst';

test.each([
  ['variables', variables],
  ['get-function-configuration', { FunctionName: 'f', Environment: { Variables: variables } }],
  ['get-function', { Configuration: { Environment: { Variables: variables } }, Code: {} }],
])('reads %s', async (_, config) => {
  expect(await keyWith(config)).toBe(key);
});

test('an option wins over the file', async () => {
  expect(await keyWith(variables, '--time-zone', 'UTC')).toBe(
    'raw/log_type=app/date=2026-11-20/hour=20/*.ndjson.zst',
  );
});

test.each([
  [{ ENDPOINT: 'https://search.example.com' }, 'logs-app-2026.11.20'],
  [{ INDEX: '{log_type}-{yyyy}', TIME_ZONE: 'Asia/Tokyo' }, 'app-2026'],
  [{ DATA_STREAM: 'true' }, 'logs-app'],
])('with %j it is an index', async (config, index) => {
  expect(await keyWith(config)).toBe(index);
});

test('an empty prefix is the top of the bucket', async () => {
  expect(await keyWith({ PREFIX: '' })).toMatch(/^log_type=app/);
});

test('a value may be JSON itself, and null is none', async () => {
  await expect(keyWith({ LOG_TYPES: ['a', 'b*'], TIME_ZONE: null })).resolves.toBeDefined();
});

test('formats, log types of groups, redaction and schemas are those of the file', async () => {
  const config = fileOf({
    LINE_FORMATS: [{ name: 'till', pattern: '(?<customer>\\S+) paid (?<amount>\\d+)' }],
    LOG_GROUP_TYPES: { '/shop/*': 'shop' },
    REDACT: [{ path: 'customer', action: 'mask' }],
    JSON_SCHEMAS: { shop: { properties: { amount: { maxLength: 2 } } } },
  });
  const pipeline = await pipelineFor(parseExplainOptions(['--config', config]));
  const lines = ['ada paid 12', 'ada paid 900', 'ada left'];
  const data = cloudwatchData(cloudwatchEnvelope(lines, { logGroup: '/shop/till' }));
  const [paid, dear, left] = explainRecord(kinesisRecord({ data }), pipeline);
  expect(paid).toMatchObject({ status: 'event', logType: 'shop', format: 'till' });
  expect(JSON.parse(String(paid?.event))).toMatchObject({ customer: '***', amount: '12' });
  expect(dear).toMatchObject({ status: 'quarantined', reason: 'schema' });
  expect(left).toMatchObject({ status: 'event', format: 'text' });
});

test.each([
  ['no JSON', 'config.json is no configuration: give JSON with any of LOG_TYPES'],
  [[], 'is no configuration'],
  [{ FunctionName: 'f', Environment: { Variables: { A: '1' } } }, 'is no configuration'],
  [{ TIME_ZONE: 'Mars', PREFIX: '/x' }, 'TIME_ZONE is "Mars": give an IANA name'],
  [{ LOG_TYPES: 'app' }, 'LOG_TYPES is "app": give a JSON array'],
  [{ INDEX: 'Logs-{log_type}' }, 'INDEX is "Logs-{log_type}"'],
  [{ LINE_FORMATS: ['nope'] }, 'LINE_FORMATS is wrong: "nope" is no known line format'],
  [{ REDACT: [{ path: 'a' }] }, 'REDACT is wrong: redaction rule 1, of "a", has no action'],
  [{ JSON_SCHEMAS: { app: { typo: 1 } } }, 'JSON_SCHEMAS is wrong: the schema of log type "app"'],
])('%j is refused in one line', async (config, words) => {
  const refused = keyWith(config);
  await expect(refused).rejects.toThrow(words);
  await expect(refused).rejects.toHaveProperty('name', 'UsageError');
  await expect(refused).rejects.toHaveProperty('message', expect.not.stringContaining('\n'));
});

test('what is wrong with an option is said of the option', async () => {
  const options = parseExplainOptions(['--time-zone', 'Mars', '--time-key', 'log_id']);
  await expect(pipelineFor(options)).rejects.toThrow(
    '--time-zone is "Mars": give an IANA name such as Europe/Berlin',
  );
  await expect(pipelineFor(options)).rejects.toThrow('--time-key name the same key');
});

test('a file that is not there is no bad usage', async () => {
  const options = parseExplainOptions(['--config', join(dir, 'none.json')]);
  await expect(pipelineFor(options)).rejects.toThrow('none.json: there is no such file');
  await expect(pipelineFor(options)).rejects.toHaveProperty('name', 'InputError');
});
