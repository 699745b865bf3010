import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../decode/decoded-event.ts';
import { lambdaFormats } from '../lambda/index.ts';
import { runtimeFormats } from './index.ts';

interface Row {
  /** Where the line comes from: captured from a program, or put together by the grammar. */
  from: string;
  line: string;
  document: JsonObject;
}

const context = { timeZone: 'UTC', referenceMs: Date.parse('2026-11-21T05:31:00Z') };
const folder = join(import.meta.dirname, 'fixtures');

function rowsOf(format: string): Row[] {
  return JSON.parse(readFileSync(join(folder, `${format}.json`), 'utf8'));
}

function firstToKnow(line: string): string | undefined {
  const formats = [...lambdaFormats, ...runtimeFormats];
  return formats.find((format) => format.parse(line, context) !== undefined)?.name;
}

test('there is a table of lines for each format, and no other', () => {
  const tables = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  expect(tables.sort()).toEqual(runtimeFormats.map(({ name }) => name).sort());
});

describe.each(runtimeFormats.map((format) => [format.name, format] as const))(
  '%s',
  (name, format) => {
    test.each(rowsOf(name).map((row) => [row.from, row] as const))('%s', (_, row) => {
      expect(format.parse(row.line, context)).toEqual(row.document);
    });

    test('is the first in the order of formats to know its lines', () => {
      for (const { line } of rowsOf(name)) expect([line, firstToKnow(line)]).toEqual([line, name]);
    });
  },
);

describe('lines that are nobody’s', () => {
  test.each([
    [''],
    [' '],
    ['\n'],
    ['\u0000'],
    ['{'],
    ['{}'],
    ['{"a":1}'],
    ['{"timestamp":}'],
    ['{"ratio": NaNa}'],
    ['[]'],
    ['[1] started'],
    ['[ERROR]'],
    ['[WARNING: low stock]'],
    ['[orders] 2026/11/21 05:28:29 prefix first'],
    ['ERROR printed by hand'],
    ['DEBUG mode is on'],
    ['TRACE'],
    ['INFO: 127.0.0.1:57774 - "GET /healthz HTTP/1.1" 200 OK'],
    ['hello: a\na b'],
    ['Status: ok\nok'],
    ['2026-11-21'],
    ['2026-11-21T05:30:41.117Z'],
    ['2026-11-21T05:30:41.117Z INFO'],
    ['2026-11-21T05:30:41.117Z\tINFO'],
    ['2026-11-21T05:30:41.117Z an ordinary sentence'],
    ['2026-13-41T05:30:41.117Z\tundefined\tINFO\tno such day'],
    ['2026/13/21 05:28:29 no such month'],
    ['2026-11-21 05:28:29 INFO no logger'],
    ['I, [yesterday #1]  INFO -- : no time'],
    ['time flies'],
    ['time=now level=INFO msg=x'],
    ['time=2026-11-21T05:28:29Z level=INFO msg=x and more'],
    ['time=2026-11-21T05:28:29Z level=INFO'],
    ['time=2026-11-21T05:28:29Z level=INFO msg=x order=17 order=18'],
    ['time=2026-11-21T05:28:29Z level=INFO msg=x message=y'],
    ['2026-11-21T05:30:41.117Z\tGET\t/orders\t200'],
    ['panic'],
    ['Traceback (most recent call last):'],
    ['Traceback (most recent call last):\n  File "a.py", line 1'],
    ["thread 'main' is running"],
    ['2 123456789012 eni-1 10.0.0.1 10.0.0.2 1 2 6 1 1 1 1 ACCEPT OK'],
    ['127.0.0.1 - - [10/Oct/2000:13:55:36 -0700] "GET / HTTP/1.0" 200 2326'],
    ['<34>1 2026-10-11T22:14:15.003Z host su - ID47 - failed'],
  ])('%j', (line) => {
    expect(firstToKnow(line)).toBeUndefined();
  });
});

test('attributes of slog become members whatever their names', () => {
  const line = 'time=2026-11-21T05:28:29Z level=INFO msg=x __proto__=1 constructor=2 timestamp=3';
  const document = runtimeFormats.map((format) => format.parse(line, context)).find(Boolean);
  expect(Object.entries(document ?? {})).toEqual([
    ['time', '2026-11-21T05:28:29.000Z'],
    ['level', 'INFO'],
    ['message', 'x'],
    ['timestamp', 3],
    ['__proto__', 1],
    ['constructor', 2],
  ]);
});

test('a time without a zone is that of the configured one', () => {
  const tokyo = { ...context, timeZone: 'Asia/Tokyo' };
  const times = [
    '2026/11/21 14:31:41 hello',
    '2026-11-21 14:31:41 INFO  Hello:13 - hello',
    'I, [2026-11-21T14:31:41.000000 #8]  INFO -- : hello',
  ].map((line) => runtimeFormats.map((format) => format.parse(line, tokyo)).find(Boolean)?.time);
  expect(times).toEqual(Array(3).fill('2026-11-21T05:31:41.000Z'));
});
