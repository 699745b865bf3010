import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { harms, mutatedLine } from '../../testing/mutated-line.ts';
import { isJsonObject, parseJson } from '../json-value.ts';
import { lambdaFormats } from '../lambda/index.ts';
import { runtimeFormats } from './index.ts';

const formats = [...lambdaFormats, ...runtimeFormats];
const context = { timeZone: 'UTC', referenceMs: Date.parse('2026-11-21T05:31:00Z') };
const levels = new Set(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']);

function linesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((file) => {
    const rows: { line: string }[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return rows.map(({ line }) => line);
  });
}

const folders = [
  join(import.meta.dirname, 'fixtures'),
  join(import.meta.dirname, '../lambda/fixtures'),
];
const lines = folders.flatMap(linesIn);

/** Every format reads the line; what one makes of it can be written, and keeps the port's promises. */
function check(line: string): void {
  for (const format of formats) {
    const document = format.parse(line, context);
    if (document === undefined) continue;
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    // A level that a program gave to an object of its own may be anything.
    if (!line.includes('{')) expect(levels.has(String(document.level ?? 'INFO'))).toBe(true);
    if (!line.includes('{') && document.time !== undefined) {
      expect(new Date(String(document.time)).toJSON()).not.toBeNull();
      expect(document.time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z$/);
    }
  }
}

test('any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check), { numRuns: 2000 });
});

/** Text made of what formats look for, so that it comes far into them. */
const pieces = fc.constantFrom(
  ...['START', 'REPORT', 'RequestId: ', 'Duration: 1 ms', '\t', ' ', '\n', '\r', '\u00a0', ': '],
  ...[
    '[INFO]',
    '[ERROR] ',
    'Level 25',
    'INFO',
    ' WARN ',
    '{',
    '}',
    '"',
    '\\',
    '{"errorType":',
    'NaN',
  ],
  ...['2026-11-21T05:30:41.117Z', '2026/11/21 05:28:29 ', '8f5ac1c6-3f0c-4f3d-9c55-2f2e0ff3c9b1'],
  ...['Traceback (most recent call last):', '  File "a"', '\n    at f (a.js:1:1)', 'TypeError: x'],
  ...[
    'time=',
    'level=INFO ',
    'msg="',
    '\u001b[32m',
    'span{',
    '}:',
    '[]',
    ' [] []',
    'panic: ',
    '__proto__',
  ],
);

test('any text of what formats look for', () => {
  const texts = fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join(''));
  fc.assert(fc.property(texts, check), { numRuns: 5000 });
});

test('any line of the tables, cut, doubled, or with a character changed', () => {
  const mutation = fc.record({
    line: fc.constantFrom(...lines),
    at: fc.nat(),
    kind: fc.constantFrom(...harms),
    by: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  });
  const apply = fc.property(mutation, ({ line, at, kind, by }) => {
    check(mutatedLine(line, kind, at, by));
  });
  fc.assert(apply, { numRuns: 5000 });
});

/** Values that a member may have instead of the text that a format looks for. */
const oddValues: unknown[] = [
  { toString: 1 },
  { toString: null },
  [[]],
  {},
  [],
  true,
  null,
  5,
  '',
  'x',
];

test('any object of the tables, with an odd value for one of its members', () => {
  let objects = 0;
  for (const line of lines) {
    const object = parseJson(line);
    if (!isJsonObject(object)) continue;
    objects += 1;
    for (const name of Object.keys(object)) {
      for (const value of oddValues) check(JSON.stringify({ ...object, [name]: value }));
    }
  }
  expect(objects).toBeGreaterThan(5);
});

test('an object nested 100,000 levels deep stays text, and can be written', () => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  for (const line of lines.filter((line) => line.includes('\tINFO\t')).slice(0, 1)) {
    const head = line.slice(0, line.indexOf('INFO\t') + 5);
    const document = formats.map((format) => format.parse(head + deep, context)).find(Boolean);
    expect(document?.message).toBe(deep);
    expect(() => JSON.stringify(document)).not.toThrow();
  }
});

describe('a line of 1 MB takes time in proportion', () => {
  const size = 1_000_000;
  /** Linear work takes a tenth of it; work that grows with the square of 1 MB takes minutes. */
  const limitMs = 400;
  const fill = (text: string) => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  const fillings = [
    'x',
    ' ',
    '\n',
    '\t',
    '"',
    '\\',
    '{',
    '[',
    ': ',
    '\n    at ',
    '\n  x',
    ' a=b',
    '{"a":',
  ];

  /** Several tries, for the machine is not ours alone. */
  function quickest(work: () => void, enough: number): number {
    let best = Number.POSITIVE_INFINITY;
    for (let attempt = 0; attempt < 6 && best >= enough; attempt++) {
      const start = performance.now();
      work();
      best = Math.min(best, performance.now() - start);
    }
    return best;
  }

  test.each(formats.map((format) => [format.name, format] as const))('%s', (name, format) => {
    const table = folders.flatMap((folder) =>
      readdirSync(folder).includes(`${name}.json`) ? [join(folder, `${name}.json`)] : [],
    );
    const rows: { line: string }[] = JSON.parse(readFileSync(table[0] as string, 'utf8'));
    const own = rows.map(({ line }) => line).slice(0, 3);
    const long = own.flatMap((line) => [
      fill(line),
      ...fillings.flatMap((filling) => [
        line + fill(filling),
        line.slice(0, Math.ceil(line.length / 2)) + fill(filling),
      ]),
    ]);
    for (const line of long) {
      const time = quickest(() => format.parse(line, context), limitMs);
      if (time >= limitMs)
        throw new Error(`${time} ms for ${JSON.stringify(line.slice(0, 300))}...`);
    }
  });
});
