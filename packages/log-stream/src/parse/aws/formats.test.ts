import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../decode/decoded-event.ts';
import { commonFormats } from '../common/index.ts';
import { awsFormats } from './index.ts';

interface Row {
  /** Where the line comes from: AWS's documentation, or put together by it. */
  from: string;
  line: string;
  document: JsonObject;
}

const context = { timeZone: 'Asia/Tokyo', referenceMs: Date.parse('2026-11-21T05:31:00Z') };
const folder = join(import.meta.dirname, 'fixtures');

function rowsOf(format: string): Row[] {
  return JSON.parse(readFileSync(join(folder, `${format}.json`), 'utf8'));
}

test('there is a table of lines for each format, and no other', () => {
  const tables = readdirSync(folder).map((file) => file.replace(/\.json$/, ''));
  expect(tables.sort()).toEqual(awsFormats.map(({ name }) => name).sort());
});

describe.each(awsFormats.map((format) => [format.name, format] as const))('%s', (name, format) => {
  const rows = rowsOf(name).map((row) => [row.from, row] as const);

  test.each(rows)('%s', (_, { line, document }) => {
    expect(format.parse(line, context)).toEqual(document);
  });

  test.each(rows)('no other takes it: %s', (_, { line }) => {
    const knowing = awsFormats.filter((other) => other.parse(line, context) !== undefined);
    expect(knowing.map((other) => other.name)).toEqual([name]);
  });
});

test('none takes a line of the common formats', () => {
  const tables = join(import.meta.dirname, '../common/fixtures');
  for (const { name } of commonFormats) {
    const rows: Row[] = JSON.parse(readFileSync(join(tables, `${name}.json`), 'utf8'));
    for (const { line } of rows) {
      const taker = awsFormats.find((format) => format.parse(line, context) !== undefined);
      expect([line, taker?.name]).toEqual([line, undefined]);
    }
  }
});

const owner = '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be';
const v2 = '2 123456789010 eni-1235b8ca123456789 172.31.16.139 172.31.16.21 20641 22 6 20 4249';

describe('lines that only look like AWS’s', () => {
  test.each([
    [''],
    ['2 errors were found'],
    ['2 a b c d e f g h i j k l m'],
    [`${v2} 1418530010 1418530070 ACCEPT`],
    [`${v2} 1418530010 1418530070 ACCEPT MAYBE`],
    [`${v2} 1418530010 now ACCEPT OK`],
    [`${v2} 1418530010 1418530070 ACCEPT OK`.replace('20641', '2064x')],
    [`1${v2.slice(1)} 1418530010 1418530070 ACCEPT OK`],
    ['version 2 of the service is out'],
    ['version of start and end'],
    ['{"version":2,"accountId":"123456789010"}'],
    ['{"version":2,"accountId":"123456789010","srcAddr":"x y"}'],
    ['{"version":"0","id":"x","detail-type":"AWS API Call via CloudTrail","account":"1"}'],
    ['{"eventVersion":"1.08"}'],
    ['{"eventVersion":"1.08","eventTime":"yesterday"}'],
    ['{"eventVersion":1,"eventTime":"2026-11-21T04:43:28Z"}'],
    ['{"eventVersion":"1.08","eventTime":"2026-11-21T04:43:28Z"'],
    ['{"Records":[{"eventVersion":"1.08","eventTime":"2026-11-21T04:43:28Z"}]}'],
    ['http 2018-07-02T22:23:00.186641Z and nothing more'],
    ['https://example.com/ was down'],
    ['tls handshake failed'],
    ['tls 2.0 now net/a b c:1 d:2 1 2 3 4 - - - - - - x - - -'],
    [owner],
    [`${owner} bucket [06/Feb/2019:00:00:38 +0000] and so on`],
    [`${owner} bucket yesterday`],
    ['2019-12-04\t21:02:31\tLAX1'],
    ['2019-12-04\t25:02:31\t'.padEnd(80, '-\t')],
    ['{"date":"2019-12-04","time":"soon","x-edge-location":"LAX1"}'],
    ['{"date":"2019-12-04","time":"21:02:31"}'],
    ['{"requestId":"a","message":"requestTime"}'],
    ['{"requestTime":"21/Nov/2026:04:43:28 +0000"}'],
    ['{"requestId":"a","requestTime":"soon"}'],
    ['192.0.2.1 - - [21/Nov/2026:04:43:28 +0000] "GET / HTTP/1.1" 200 5 "-" "curl"'],
    ['#Version: 1.0'],
    ['{"requestTime":{"toString":1},"requestId":"x"}'],
    ['{"date":{"toString":1},"x-edge-location":"a"}'],
    ['{"timestamp":{"toString":1},"x-edge-location":"a"}'],
    ['{"date":"2026-11-21","time":{"toString":1},"x-edge-location":"a"}'],
  ])('%j', (line) => {
    expect(awsFormats.find((format) => format.parse(line, context))?.name).toBeUndefined();
  });

  test.each([
    [`2019-12-04\t21:02:31\t${'-\t'.repeat(80)}-`],
    [`tls 2.0 2018-12-20T02:59:40 ${'a '.repeat(80)}`],
    [
      '{"date":"2026-11-21","time":"04:43:28","x-edge-location":"A","cs-method":"GET","cs(method)":"B"}',
    ],
    ['{"date":"2026-11-21","time":"04:43:28","x-edge-location":"A","Time":"B"}'],
    ['{"version":2,"accountId":"123456789010","srcAddr":"192.0.2.1","src_addr":"192.0.2.2"}'],
    ['{"version":2,"accountId":"123456789010","srcAddr":"192.0.2.1","time":"mine"}'],
  ])('%j, of which something would be lost', (line) => {
    expect(awsFormats.find((format) => format.parse(line, context))?.name).toBeUndefined();
  });

  test('a quote in what a browser sent never moves the columns that follow', () => {
    const [row] = rowsOf('s3_access');
    const moved = row?.line.replace('"S3Console/0.4"', '"S3" Console/0.4"') ?? '';
    expect(awsFormats.find((format) => format.parse(moved, context))).toBeUndefined();
  });
});
