import { base64Values, isWrapped, looksLikeBase64 } from './base64-records.ts';

const bytes = Buffer.from(`{"a":"${'x'.repeat(200)}"}`);
const value = bytes.toString('base64');
const wrapped = (width: number) => value.replaceAll(new RegExp(`.{${width}}`, 'g'), '$&\n');

test.each([64, 76])('a value broken at %d characters is one', (width) => {
  expect(isWrapped(wrapped(width).split('\n')[0] ?? '')).toBe(true);
  expect(base64Values(Buffer.from(wrapped(width)))).toEqual([bytes]);
});

test('values with blanks or newlines between them are several', () => {
  const text = Buffer.from(` ${value}\t${value}\nAA==\n`);
  expect(base64Values(text)).toEqual([bytes, bytes, Buffer.alloc(1)]);
});

test.each([
  '',
  '{"a":1}',
  'AAA',
  'AA=A',
  'A===',
  'AAAA not',
  'text',
  'sixteen-letters-',
  'password',
])('%j is no base64', (text) => {
  expect(base64Values(Buffer.from(text))).toBeUndefined();
});

test('plain words are not taken for base64', () => {
  expect(looksLikeBase64(value)).toBe(true);
  expect(looksLikeBase64(`${value}\t${value}`)).toBe(true);
  for (const words of ['password', 'eyes', 'H4sI', `${value} and more`, '']) {
    expect(looksLikeBase64(words)).toBe(false);
  }
});
