import { ValueCount } from './value-count.ts';

/** The least limit that the texts stay within. */
function valuesOf(...texts: string[]): number {
  const longest = texts.reduce((sum, text) => sum + text.length, 0);
  for (let limit = 0; limit <= longest; limit += 1) {
    const count = new ValueCount();
    if (texts.every((text) => count.staysWithin(limit, Buffer.from(text)))) return limit;
  }
  throw new Error('never within its own length');
}

test.each([
  ['{"a":1,"b":[1,2,{}]}', 6],
  ['{}{}', 2],
  ['{"a":1}\n{"b":1}', 2],
  ['{"csv":"1,2,3,4,5"}', 1],
  ['{"csv":"1,2","b":"3,4"}', 2],
  ['{"a":"\\",1,2"}', 1],
  ['{"a":"\\\\",1}', 2],
  ['{"message":"{\\"x\\":[{},{},{}]}"}', 8],
  ['{"message":"INFO, then {\\"x\\":1,\\"y\\":2}"}', 3],
  ['no json, "cut off\n{"a":[1,2]}', 4],
])('%s has %i values', (text, values) => {
  expect(valuesOf(text)).toBe(values);
});

test('counts over all texts of a record, and anew for the next', () => {
  expect(valuesOf('[1,2]', '[3,4]')).toBe(4);
  const count = new ValueCount();
  const text = Buffer.from('[1,2,3]');
  expect(count.staysWithin(4, text)).toBe(true);
  expect(count.staysWithin(4, text)).toBe(false);
  count.reset();
  expect(count.staysWithin(4, text)).toBe(true);
});

test('a long text with many commas is a few values', () => {
  const csv = JSON.stringify({ message: '1,2,3,'.repeat(100_000) });
  expect(new ValueCount().staysWithin(10, Buffer.from(csv))).toBe(true);
});

test('a long list is not', () => {
  const list = JSON.stringify({ message: JSON.stringify({ x: Array(100_000).fill({}) }) });
  expect(new ValueCount().staysWithin(150_000, Buffer.from(list))).toBe(false);
});
