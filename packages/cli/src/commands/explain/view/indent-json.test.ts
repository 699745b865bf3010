import fc from 'fast-check';
import { indentJson } from './indent-json.ts';

const roomy = { lines: 1_000, width: 10_000 };
const indented = (value: unknown) => indentJson(JSON.stringify(value), roomy).join('\n');

test('any value is laid out as JSON.stringify would', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      expect(indented(value)).toBe(JSON.stringify(value, null, 2));
    }),
  );
});

test('quotes and backslashes in strings are no structure', () => {
  const value = { 'a\\"{': ['\\', '"', '\\"', '}{', 'a\\\\'] };
  expect(indented(value)).toBe(JSON.stringify(value, null, 2));
});

test('numbers keep their digits, and blanks go', () => {
  expect(indentJson('{ "n" : 12345678901234567890.10 ,"e":{ }}', roomy)).toEqual([
    '{',
    '  "n": 12345678901234567890.10,',
    '  "e": {}',
    '}',
  ]);
});

test('nesting without end stands in one line, and is cut', () => {
  const depth = 100_000;
  const lines = indentJson('['.repeat(depth) + ']'.repeat(depth), { lines: 100, width: 80 });
  expect(lines).toHaveLength(25);
  expect(lines[12]).toMatch(/^ {24}\[{56}\.\.\. \([\d,]+ more\)$/);
});

test('what is too long is cut, and says so', () => {
  const long = JSON.stringify({ a: 'x'.repeat(100), b: [1, 2, 3] });
  expect(indentJson(long, { lines: 3, width: 20 })).toEqual([
    '{',
    '  "a": "xxxxxxxxxxxx... (90 more)',
    '  "b": [',
    '...',
  ]);
});

test('a string of a million escapes takes no memory for each', () => {
  const [line] = indentJson(JSON.stringify('"'.repeat(1_000_000)), { lines: 10, width: 10 });
  expect(line).toBe('"\\"\\"\\"\\"\\... (1,999,992 more)');
});
