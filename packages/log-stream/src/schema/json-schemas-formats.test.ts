import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { formatNames, schemaFormats } from './json-schemas-formats.ts';

const formats = schemaFormats(fullFormats);

function validates(format: unknown, text: string): boolean {
  if (format instanceof RegExp) return format.test(text);
  if (typeof format === 'function') return format(text);
  return validates((format as { validate: unknown }).validate, text);
}

test('date-time is what ajv-formats says it is', () => {
  const two = (most: number) =>
    fc.integer({ min: 0, max: most }).map((n) => `${n}`.padStart(2, '0'));
  const time = fc
    .record({
      year: fc.constantFrom('2023', '2024', '1900', '2000', '0000'),
      month: two(13),
      day: two(32),
      separator: fc.constantFrom('T', 't', ' ', ''),
      clock: fc.tuple(two(24), two(60), two(61)).map((parts) => parts.join(':')),
      fraction: fc.constantFrom('', '.1', '.123456789', '.'),
      zone: fc.constantFrom('Z', 'z', '', '+01:00', '-2359', '+24:00'),
    })
    .map((t) => `${t.year}-${t.month}-${t.day}${t.separator}${t.clock}${t.fraction}${t.zone}`);
  const property = fc.property(time, (text) => {
    expect(validates(formats['date-time'], text)).toBe(validates(fullFormats['date-time'], text));
  });
  fc.assert(property, { numRuns: 10_000 });
});

const pieces = [
  'a',
  'a.',
  'a-',
  '1',
  '1:',
  '-',
  '.',
  '@',
  'a@',
  '%41',
  '/',
  '{',
  '::',
  '1.',
  'P1D',
];
const heads = ['', 'http://', 'a@', 'a:', '::', 'P', '2020-01-01T00:00:00', '{', '#/'];

test.each(formatNames)('%s takes time linear in the text', (name) => {
  const started = performance.now();
  for (const head of heads) {
    for (const piece of pieces) validates(formats[name], `${head}${piece.repeat(20_000)}!`);
  }
  // Linear work takes a tenth of it; work that grows with the square takes minutes.
  expect(performance.now() - started).toBeLessThan(4_000);
});
