import { elementSpans, memberSpan } from './json-members.ts';

const member = (text: string, key: string) => {
  const bytes = Buffer.from(text);
  const span = memberSpan(bytes, 0, key);
  return span && bytes.toString('utf8', span.start, span.end);
};
const elements = (text: string) => {
  const bytes = Buffer.from(text);
  return elementSpans(bytes, 0).map(({ start, end }) => bytes.toString('utf8', start, end));
};

test.each([
  '5',
  '-1.5e+30',
  '123456789012345678901234567890',
  'true',
  'null',
  '""',
  '"}]\\"\\\\"',
  '{}',
  '[]',
  '{"a":[{"b":"]}"}]}',
  '"ü"',
])('finds %s as a member and as an element', (value) => {
  expect(member(`{"x":{"a":1},"a":${value},"y":[{"a":2}]}`, 'a')).toBe(value);
  expect(member(` { "a" : ${value} } `, 'a')).toBe(value);
  expect(elements(`[${value},${value}]`)).toEqual([value, value]);
  expect(elements(` [ ${value} , 1 ] `)).toEqual([value, '1']);
});

test('knows nothing where there is nothing', () => {
  expect(member('{}', 'a')).toBeUndefined();
  expect(member('{"b":{"a":1}}', 'a')).toBeUndefined();
  expect(elements('[ ]')).toEqual([]);
});

test('reads repeated and escaped keys as JSON.parse does', () => {
  expect(member('{"a":1,"\\u0061":2}', 'a')).toBe('2');
});

test('does not care how deep a value goes', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  expect(member(`{"a":${deep}}`, 'a')).toBe(deep);
});
