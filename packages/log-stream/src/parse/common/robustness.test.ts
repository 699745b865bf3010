import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { harms, mutatedLine } from '../../testing/mutated-line.ts';
import { awsFormats } from '../aws/index.ts';
import { createVpcFlowFormat } from '../aws/vpc-flow.ts';
import { commonFormats } from './index.ts';

const formats = [...awsFormats, ...commonFormats, createVpcFlowFormat(['my-field', 'start'])];
const context = { timeZone: 'Europe/Paris', referenceMs: Date.parse('2026-11-21T05:31:00Z') };
const levels = new Set(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']);

const folders = ['fixtures', '../aws/fixtures'].map((name) => join(import.meta.dirname, name));
const lines: string[] = folders.flatMap((folder) =>
  readdirSync(folder).flatMap((file) => {
    const rows: { line: string }[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    return rows.map(({ line }) => line);
  }),
);

/** Every format reads the line; what one makes of it can be written, and keeps the port's promises. */
function check(line: string): void {
  for (const { name, parse } of formats) {
    const document = parse(line, context);
    if (document === undefined) continue;
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    if (name === 'text' || name === 'key_value') expect(document.message).toBe(line);
    // An application's own object may say what it likes.
    if (line.includes('{')) continue;
    expect(levels.has(String(document.level ?? 'INFO'))).toBe(true);
    expect(document.time ?? '2026-01-01T00:00:00.000Z').toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,9}Z$/,
    );
  }
}

test('any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), check), { numRuns: 2000 });
});

/** Text made of what formats look for, so that it comes far into them. */
const pieces = fc.constantFrom(
  ...[
    ' ',
    '\t',
    '\n',
    '"',
    '\\',
    '-',
    '=',
    ',',
    ':',
    '|',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
    '\u001b[1m',
  ],
  ...['2026-11-21T04:43:28.123Z', '2026-11-21 04:43:28,123', '10/Oct/2000:13:55:36 -0700'],
  ...['Nov 21 04:43:28', 'Sat Nov 21 04:43:28 2026', 'I1121 04:43:28.123456', '1795236208.123'],
  ...['INFO', 'error', '[core:error]', 'app.ERROR:', 'W', 'LOG:', 'level=info ', 'time=', 'msg="'],
  ...['a=1', ' b=two', ', c=', 'd="x y"', '__proto__=1', 'log_type=', '{"a":1}', '{"time":5}'],
  ...[
    '<34>',
    '1 ',
    'host ',
    'app[12]: ',
    '[id a="b"]',
    '-',
    '192.0.2.1 - - [',
    '"GET / HTTP/1.1" ',
  ],
  ...['200 5', '2 123456789010 eni-1 ', '- - - - - ', '{"eventVersion":"1","eventTime":"'],
  ...[
    'http ',
    'tls ',
    'version account-id srcaddr dstaddr',
    '{"requestTime',
    '2019-12-04\t21:02:31\t',
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
    by: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), pieces),
  });
  const apply = fc.property(mutation, ({ line, at, kind, by }) => {
    check(mutatedLine(line, kind, at, by));
  });
  fc.assert(apply, { numRuns: 10_000 });
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
  for (const line of lines.filter((each) => each.startsWith('{'))) {
    const object: Record<string, unknown> = JSON.parse(line);
    objects += 1;
    for (const name of Object.keys(object)) {
      for (const value of oddValues) check(JSON.stringify({ ...object, [name]: value }));
    }
  }
  expect(objects).toBeGreaterThan(5);
});

test('an object nested 100,000 levels deep stays text', () => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  for (const head of [
    '2026-11-21T04:43:28Z INFO ',
    '{"eventVersion":"1","eventTime":"2026-11-21T04:43:28Z","a":',
  ]) {
    const line = head.endsWith(':') ? `${head}${deep}}` : head + deep;
    const documents = formats.map((format) => format.parse(line, context)).filter(Boolean);
    expect(documents).toHaveLength(1);
    expect(documents[0]?.message).toBe(line);
  }
});

describe('a line of 1 MB takes time in proportion', () => {
  const size = 1_000_000;
  const fill = (text: string) => text.repeat(Math.ceil(size / text.length)).slice(0, size);
  const fillings = [
    ...['x', ' ', '\n', '\t', '"', '\\', '\\"', '{', '[', '=', ',', '-', '1', '.'],
    ...[
      '" ',
      ' {',
      ' a=b',
      ', a=b',
      ' a="b"',
      ' a="',
      '{"a":',
      ' [',
      ' "x"',
      '[a b="c"]',
      ' b="c\\"',
    ],
  ];

  /** Linear work takes a tenth of it; work that grows with the square of 1 MB takes minutes. */
  const limitMs = 400;

  /** The quickest of three, for the machine is not ours alone. */
  function milliseconds(work: () => void): number {
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      work();
      return performance.now() - start;
    });
    return Math.min(...times);
  }

  test.each(formats.map((format) => [format.name, format] as const))('%s', (name, format) => {
    const file = `${name}.json`;
    const folder = folders.find((candidate) => readdirSync(candidate).includes(file)) as string;
    const rows: { line: string }[] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const own = rows.slice(0, 6).map(({ line }) => line);
    const long = own.flatMap((line) => [
      fill(line),
      ...fillings.flatMap((filling) => [
        line + fill(filling),
        line.slice(0, Math.ceil(line.length / 2)) + fill(filling),
      ]),
    ]);
    for (const line of long) {
      const time = milliseconds(() => format.parse(line, context));
      if (time >= limitMs)
        throw new Error(`${time} ms for ${JSON.stringify(line.slice(0, 300))}...`);
    }
  });
});
