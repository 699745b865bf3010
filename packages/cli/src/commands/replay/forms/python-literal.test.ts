import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { jsonOfPython } from './python-literal.ts';

test.each([
  ["{'a': 1, 'b': None, 'c': True, 'd': False}", '{"a":1,"b":null,"c":true,"d":false}'],
  [
    `{'text': "it's", 'tab': 'a\\tb', 'u': '\\u20ac\\x41'}`,
    '{"text":"it\'s","tab":"a\\tb","u":"€A"}',
  ],
  [
    "{'big': 9007199254740993, 'e': 1e-05, 'n': -0.5}",
    '{"big":9007199254740993,"e":1e-05,"n":-0.5}',
  ],
  ["{'odd': [nan, inf, -inf]}", '{"odd":["NaN","Infinity","-Infinity"]}'],
  ["{'list': [1, [2], {}], 'tuple': (1,), 1: 'key'}", '{"list":[1,[2],{}],"tuple":[1],"1":"key"}'],
])('%s', (text, json) => {
  expect(jsonOfPython(text)).toBe(json);
});

test.each([
  ['{"a": null}'],
  ["{'a': datetime.datetime(2026, 11, 21)}"],
  ["{'a': 1"],
  ["{'a' 1}"],
  ["['a']"],
  ["{'a': 'b"],
  [''],
  [`${"{'a': ".repeat(600)}1${'}'.repeat(600)}`],
])('%s is none', (text) => {
  expect(jsonOfPython(text)).toBeUndefined();
});

test("Python's own print of what JSON can say comes back as it was", () => {
  const values = fc.sample(
    fc.jsonValue({ maxDepth: 4 }).map((value) => ({ value })),
    300,
  );
  const program = 'import sys, json\nfor line in sys.stdin: print(json.loads(line))';
  const input = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  const env = { ...process.env, PYTHONIOENCODING: 'utf-8:surrogatepass' };
  const printed = execFileSync('python3', ['-c', program], { input, env, encoding: 'utf8' });
  const lines = printed.trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(jsonOfPython(line) ?? 'null'))).toEqual(
    values.map((value) => JSON.parse(JSON.stringify(value))),
  );
});

test('any text is read to its end without a throw', () => {
  const alphabet = fc.constantFrom(...'{}[](),:\'"\\ 019.eE-NTFn x'.split(''));
  fc.assert(
    fc.property(fc.string({ unit: alphabet }), (text) => {
      const json = jsonOfPython(text);
      if (json !== undefined) JSON.parse(json);
    }),
    { numRuns: 2_000 },
  );
});
