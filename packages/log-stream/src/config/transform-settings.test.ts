import { decodeBatch } from '../decode/decode-batch.ts';
import { createConform, isReject } from '../schema/common-schema.ts';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '../testing/factories.ts';
import { EnvReader } from './env-reader.ts';
import { readTransformSettings } from './transform-settings.ts';

function read(variables: Record<string, unknown>) {
  const texts = Object.entries(variables).map(([name, value]) => [name, JSON.stringify(value)]);
  const env = new EnvReader(Object.fromEntries(texts));
  const settings = readTransformSettings(env);
  env.done();
  return settings;
}

/** The event that a line in the log group `/shop/till` becomes. */
function event(line: string, variables: Record<string, unknown>) {
  const { decode, schema } = read(variables);
  const data = cloudwatchData(cloudwatchEnvelope([line], { logGroup: '/shop/till' }));
  const [decoded] = decodeBatch([kinesisRecord({ data })], decode).events;
  const answer = decoded && createConform(schema)(decoded);
  if (answer === undefined || isReject(answer)) throw new Error('no event');
  return JSON.parse(answer.bytes.toString());
}

test('without settings the package decides', () => {
  expect(event('level=info customer=ada', {})).toMatchObject({
    log_type: 'cloudwatch',
    level: 'INFO',
    customer: 'ada',
  });
});

test('formats, log types and redaction take effect', () => {
  const settings = {
    LINE_FORMATS: [{ name: 'till', pattern: '(?<customer>\\S+) paid (?<amount>\\d+)' }, '*'],
    LOG_GROUP_TYPES: { '/shop/*': 'shop' },
    REDACT: [{ path: 'customer', action: 'mask' }],
  };
  expect(event('ada paid 12', settings)).toMatchObject({
    log_type: 'shop',
    customer: '***',
    amount: '12',
  });
});

test('a known format can be switched off', () => {
  const off = event('level=info customer=ada', { LINE_FORMATS: ['-logfmt', '-key_value', '*'] });
  expect(off.customer).toBeUndefined();
});

test.each<[Record<string, unknown>, string]>([
  [{ LINE_FORMATS: {} }, 'LINE_FORMATS is "{}": give a JSON array, such as ["-logfmt","*"]'],
  [{ LINE_FORMATS: ['nope'] }, 'LINE_FORMATS is wrong: "nope" is no known line format'],
  [{ LOG_GROUP_TYPES: [] }, 'LOG_GROUP_TYPES is "[]": give a JSON object'],
  [{ LOG_GROUP_TYPES: { '/a': 7 } }, 'LOG_GROUP_TYPES is wrong: log group pattern "/a" has no'],
  [{ REDACT: 'email' }, 'REDACT is "\\"email\\"": give a JSON array'],
  [{ REDACT: ['email'] }, 'REDACT holds "email": give rules with path and action'],
  [{ REDACT: [{ path: 'a', action: 'drop' }] }, 'REDACT is wrong: redaction rule 1, of "a", has'],
])('%j is refused with the mend', (variables, words) => {
  expect(() => read(variables)).toThrow(words);
});

test('all problems are told at once', () => {
  expect(() => read({ LINE_FORMATS: ['a'], REDACT: ['b'] })).toThrow(/LINE_FORMATS.*\n.*REDACT/);
});
