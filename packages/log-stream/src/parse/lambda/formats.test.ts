import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../decode/decoded-event.ts';
import { lambdaFormats } from './index.ts';

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

test('there is a table of lines for each format, and no other', () => {
  const tables = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  expect(tables.sort()).toEqual(lambdaFormats.map(({ name }) => name).sort());
});

describe.each(lambdaFormats.map((format) => [format.name, format] as const))(
  '%s',
  (name, format) => {
    test.each(rowsOf(name).map((row) => [row.from, row] as const))(
      '%s',
      (_, { line, document }) => {
        expect(format.parse(line, context)).toEqual(document);
      },
    );

    test('is the only one of these formats to know its lines', () => {
      for (const { line } of rowsOf(name)) {
        const knowing = lambdaFormats.filter((other) => other.parse(line, context) !== undefined);
        expect([line, knowing.map((other) => other.name)]).toEqual([line, [name]]);
      }
    });
  },
);

describe('lines that only look like Lambda’s', () => {
  test.each([
    [''],
    ['START'],
    ['START RequestId: '],
    ['START RequestId'],
    ['START of the import'],
    ['START RequestId: a and then some'],
    ['END RequestId: a b'],
    ['REPORT for May'],
    ['REPORT RequestId: a'],
    ['REPORT RequestId: a\tDuration: long ms'],
    ['REPORT RequestId: a\tDuration: 12.34 ms\tBilled Dura'],
    ['REPORT RequestId: a\tDuration: 12.34 ms REPORT'],
    ['REPORT RequestId: a\tDuration: 1 ms\tDuration: 2 ms'],
    ['REPORT RequestId: a\tDuration: 1 ms\nREPORT RequestId: b\tDuration: 2 ms'],
    [`REPORT RequestId: a\tDuration: ${'9'.repeat(400)} ms`],
    ['INIT_START soon'],
    ['INIT_START Runtime: x'],
    ['INIT_REPORT Phase: init'],
    ['INIT_REPORT Init Duration: 412.55 ms  (cold start)'],
    ['RESTORE_REPORT Status: timeout'],
    ['EXTENSION'],
    ['EXTENSIONS Name: a State: Ready'],
    ['EXTENSION Name: a'],
    ['LOGS of yesterday: none'],
    ['TELEMETRY State: Subscribed'],
    ['RequestId: a'],
    ['RequestId: a is done'],
    ['RequestId: a Status: success'],
    ['RequestId: a Process exited before completing request, said the manual'],
    ['2026-11-21T05:30:31.446Z a Task timed out after a while'],
    ['2026-13-45T05:30:31.446Z a Task timed out after 3.00 seconds'],
    ['Task timed out after 3.00 seconds'],
    [' START RequestId: a Version: 1'],
    ['start RequestId: a Version: 1'],
  ])('%j', (line) => {
    expect(
      lambdaFormats.map((format) => format.parse(line, context)).find(Boolean),
    ).toBeUndefined();
  });
});
