import { numberText, parseLossless } from './lossless-json.ts';

test.each(['12345678901234567890', '1.10', '-0', '1e400', '[1.0,{"a":2.50}]', '"1.0"', 'null'])(
  '%s keeps its spelling',
  (json) => {
    expect(JSON.stringify(parseLossless(json))).toBe(json);
  },
);

test('refuses what would take hundreds of megabytes', () => {
  const list = (count: number) => `[${Array(count).fill('1').join(',')}]`;
  expect(parseLossless(list(300_000))).toHaveLength(300_000);
  expect(() => parseLossless(list(300_001))).toThrow(RangeError);
});

test('tells the text of numbers and of nothing else', () => {
  const [number, ...others] = parseLossless('[1.10,"1.10",{"rawJSON":"1.10"},null]') as unknown[];
  expect(numberText(number)).toBe('1.10');
  expect(others.map(numberText)).toEqual([undefined, undefined, undefined]);
});
