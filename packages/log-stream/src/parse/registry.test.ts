import { parseLine } from './registry.ts';

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
  ['ERROR plain\nsecond', 'text', { level: 'ERROR', message: 'ERROR plain\nsecond' }],
])('%j is %s', (line, format, value) => {
  expect(parseLine(line, context)).toEqual({ format, value });
});
