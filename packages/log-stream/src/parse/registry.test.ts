import type { LineFormat } from './line-format.ts';
import { createLineParser, parseLine } from './registry.ts';

const context = { timeZone: 'UTC', referenceMs: 0 };

test.each([
  ['{"a":1}', 'json', { a: 1 }],
  [' \t\n{"a":1} ', 'json', { a: 1 }],
  ['{"a":1', 'text', { message: '{"a":1' }],
  ['[1]', 'text', { message: '[1]' }],
  ['"text"', 'text', { message: '"text"' }],
  ['null', 'text', { message: 'null' }],
  ['', 'text', { message: '' }],
  ['plain', 'text', { message: 'plain' }],
  [
    '2026/11/21 04:43:28 [error] 1234#0: *5 open() failed',
    'text',
    {
      time: '2026-11-21T04:43:28.000Z',
      level: 'ERROR',
      message: '2026/11/21 04:43:28 [error] 1234#0: *5 open() failed',
    },
  ],
  ['ERROR plain\nsecond', 'text', { level: 'ERROR', message: 'ERROR plain\nsecond' }],
])('%j is %s', (line, format, value) => {
  expect(parseLine(line, context)).toMatchObject({ format, value });
  expect(JSON.parse(parseLine(line, context).json)).toEqual(value);
});

test.each([
  ['{"a":1.10,"n":12345678901234567890}', '{"a":1.10,"n":12345678901234567890}'],
  [
    '{"timestamp":"2026-11-21T05:00:00.000Z","level":"INFO","n":1.10}',
    '{"timestamp":"2026-11-21T05:00:00.000Z","level":"INFO","n":1.10,"time":"2026-11-21T05:00:00.000Z"}',
  ],
  [
    '{"timestamp":"2026-11-21T05:00:00.000Z","level":"warn","time":1,"n":1.10}',
    '{"timestamp":"2026-11-21T05:00:00.000Z","level":"WARN","time":1,"n":1.10}',
  ],
  [
    '{"eventVersion":"1.08","eventTime":"2026-11-21T05:00:00Z","size":12345678901234567890}',
    '{"eventVersion":"1.08","eventTime":"2026-11-21T05:00:00Z","size":12345678901234567890,"time":"2026-11-21T05:00:00.000Z"}',
  ],
])('of the JSON line %s the text is kept', (line, json) => {
  expect(parseLine(line, context).json).toBe(json);
});

test('a format that throws is passed over', () => {
  const broken: LineFormat = {
    name: 'broken',
    parse() {
      throw new TypeError('a bug');
    },
  };
  const knows: LineFormat = {
    name: 'knows',
    parse: (line) => (line === 'x' ? { a: 1 } : undefined),
  };
  const parse = createLineParser([broken, knows]);
  expect(parse('x', context)).toEqual({ format: 'knows', value: { a: 1 }, json: '{"a":1}' });
  expect(parse('y', context)).toMatchObject({ format: 'text', value: { message: 'y' } });
});
