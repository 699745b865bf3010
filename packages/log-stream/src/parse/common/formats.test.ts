import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../decode/decoded-event.ts';
import { commonFormats } from './index.ts';

interface Row {
  /** Where the line comes from: captured from a program, or put together by what is known of it. */
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
  return commonFormats.find((format) => format.parse(line, context) !== undefined)?.name;
}

test('there is a table of lines for each format, and no other', () => {
  const tables = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  expect(tables.sort()).toEqual(commonFormats.map(({ name }) => name).sort());
});

describe.each(commonFormats.map((format) => [format.name, format] as const))(
  '%s',
  (name, format) => {
    test.each(rowsOf(name).map((row) => [row.from, row] as const))(
      '%s',
      (_, { line, document }) => {
        expect(format.parse(line, context)).toEqual(document);
        expect(firstToKnow(line)).toBe(name);
      },
    );
  },
);

describe('prose is text, whatever is in it', () => {
  test.each([
    ['if a=b and c=d then all is well'],
    ['the limit was x=1'],
    ['we set x=1 y=2'],
    ['GET=1'],
    ['a==b c==d e==f'],
    ['abc= def= ghi='],
    ['GET /search?q=a&b=c&d=e HTTP/1.1'],
    ['User{id=1, name=Bob}'],
    ['java -Xmx=1 -Da=b -Dc=d'],
    ['UPDATE t SET a=1, b=2 WHERE id=3'],
    ['FOO=1 BAR=2 make build'],
    ['x=1 y="unclosed'],
    [Array.from({ length: 101 }, (_, index) => `k${index}=1`).join(' ')],
    ['level=info'],
    ['see {"a":1}'],
    ['{"a":1} is what came'],
    ['<div> is no syslog'],
    ['<192>Nov 21 04:43:28 host app: x'],
    ['<034>Oct 11 22:14:15 mymachine su: x'],
    ['May 5 people came: well'],
    ['I wrote [10/Oct] "to you" 200 times'],
  ])('%j', (line) => {
    expect(firstToKnow(line)).toBe('text');
    expect(commonFormats.at(-1)?.parse(line, context)?.message).toBe(line);
  });

  test.each([
    ['2026-11-21 04:43:28 function() {}'],
    ['2026-11-21 04:43:28 INFO {"time": 35, "op": "query"}'],
    ['2026-11-21T04:43:28+00:00 host app: no process id, no priority'],
    ['Nov 21 04:43:28 INFO worker: started'],
    ['Nov 21 04:43:28 message repeated 3 times'],
    ['192.0.2.7 - - [21/Nov/2026:04:43:28 +0000] "GET / HTTP/1.1" two 5'],
    ['192.0.2.7 - - [21/Nov/2026:04:43:28 +0000] "GET / HTTP/1.1 200 5'],
  ])('its time is read: %j', (line) => {
    expect(firstToKnow(line)).toBe('text');
    expect(commonFormats.at(-1)?.parse(line, context)).toMatchObject({
      time: '2026-11-21T04:43:28.000Z',
      message: line,
    });
  });
});
