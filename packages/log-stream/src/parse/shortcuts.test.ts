import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { harms, mutatedLine } from '../testing/mutated-line.ts';
import { jsonTextWith } from './json-text.ts';
import type { LineFormat } from './line-format.ts';
import { hasLongNumber } from './long-number.ts';
import { lineFormats } from './registry.ts';

const context = { timeZone: 'UTC', referenceMs: Date.parse('2026-11-21T05:31:00Z') };
const formats = lineFormats.filter(({ shortcut }) => shortcut !== undefined);

function linesOf(name: string): string[] {
  for (const group of ['lambda', 'runtime']) {
    const folder = join(import.meta.dirname, group, 'fixtures');
    if (!readdirSync(folder).includes(`${name}.json`)) continue;
    const rows: { line: string }[] = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
    return rows.map(({ line }) => line);
  }
  throw new Error(`no lines of ${name}`);
}

/** Whether there was a shortcut; expects it to say what `parse` says, in JSON too. */
function agrees(format: LineFormat, line: string): boolean {
  const whole = format.shortcut?.(line, context);
  if (whole === undefined) return false;
  const value = format.parse(line, context) ?? {};
  // Where a line's own text is kept, numbers past 2^53 are.
  const json = format.keepsJson ? jsonTextWith(line, value) : JSON.stringify(value);
  expect([line, whole.value]).toEqual([line, value]);
  expect([line, JSON.parse(whole.json)]).toEqual([line, JSON.parse(json ?? '')]);
  return true;
}

describe.each(formats.map((format) => [format.name, format] as const))('%s', (name, format) => {
  const lines = linesOf(name);

  test('has a shortcut for some of its lines, which says the same', () => {
    expect(lines.filter((line) => agrees(format, line)).length).toBeGreaterThan(0);
  });

  test('says the same of whatever its lines become', () => {
    const harmed = fc
      .tuple(
        fc.constantFrom(...lines),
        fc.constantFrom(...harms),
        fc.nat(),
        fc.string({ unit: 'binary', maxLength: 1 }),
      )
      .map(([line, harm, at, by]) => mutatedLine(line, harm, at, by));
    fc.assert(
      fc.property(harmed, (line) => {
        agrees(format, line);
      }),
      { numRuns: 2_000 },
    );
  });
});

const id = '3f1c9d2e-0b7a-4c5d-8e6f-1a2b3c4d5e6f';
const report = (duration: string) => `REPORT RequestId: ${id}\tDuration: ${duration} ms\t`;

test.each(['0', '0.01', '12.30', '007', '123456789012.34', '0.10', '999999999999999'])(
  'a report of %s ms is read as the number it is',
  (duration) => {
    const format = formats.find(({ name }) => name === 'lambda_report');
    expect(format && agrees(format, report(duration))).toBe(true);
  },
);

test.each(['', '.', '1.', '.5', '1e3', '-1', '9999999999999999', '1,5'])(
  'a report of %j ms is left to the long way',
  (duration) => {
    const format = formats.find(({ name }) => name === 'lambda_report');
    expect(format?.shortcut?.(report(duration), context)).toBeUndefined();
  },
);

test('a long number is found wherever it stands', () => {
  const text = fc.string({ unit: fc.constantFrom('1', '2', '3', '4', '5', 'x'), maxLength: 80 });
  fc.assert(
    fc.property(text, (digits) => {
      expect(hasLongNumber(digits)).toBe(/\d{16}/.test(digits));
    }),
    { numRuns: 5_000 },
  );
});
