import { defaultKeys } from '@logdrive/log-stream';
import { Ledger } from '../account/ledger.ts';
import { newFigures } from '../logs/log-records.ts';
import { formatBytes, shorten } from './figures.ts';
import { describeComparison, describeFile } from './file-report.ts';
import { indexTable } from './index-table.ts';
import { keyHint } from './key-hint.ts';
import { objectTree } from './object-tree.ts';
import { quarantineTable } from './quarantine-table.ts';
import { searchCommand } from './search-hit.ts';
import { totalsTable } from './totals-table.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 KB'],
  [9_949, '9.9 KB'],
  [12_345, '12 KB'],
  [999_499, '999 KB'],
  [999_500, '1.0 MB'],
  [5e9, '5.0 GB'],
  [5e12, '5000 GB'],
])('formatBytes(%d) is %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('shorten keeps text on one line and within its width', () => {
  expect(shorten('a\tb\u001b[2K', 20)).toBe('a·b·[2K');
  expect(shorten('abcdef', 4)).toBe('abc…');
  expect(shorten('abcd', 4)).toBe('abcd');
});

test('totalsTable adds up in rows and in all', () => {
  const ledger = new Ledger('log_id');
  const send = (logType: string, text: string) =>
    ledger.send({ logType, bytes: Buffer.from(text), fate: 'filtered' });
  for (const text of ['a', 'b', 'c']) send('debug', text);
  ledger.send({ logType: 'orders', bytes: Buffer.from('{"log_id":"1"}') });
  ledger.send({ logType: 'orders', bytes: Buffer.from('broken') });
  ledger.deliver(Buffer.from('{"log_id":"1"}'), 'p');
  ledger.quarantine(Buffer.from('broken'), 'not_json');
  expect(totalsTable(ledger)).toEqual([
    ['events', 'sent', 'delivered', 'filtered', 'quarantined'],
    ['debug', 3, 0, 3, 0],
    ['orders', 2, 1, 0, 1],
    ['total', 5, 1, 3, 1],
  ]);
});

test('totalsTable sums up log types past the first 25', () => {
  const ledger = new Ledger('log_id');
  for (let n = 0; n < 30; n += 1) ledger.send({ logType: `t${n}`, bytes: Buffer.from(`${n}`) });
  const rows = totalsTable(ledger);
  expect(rows).toHaveLength(1 + 25 + 1 + 1);
  expect(rows.at(-2)).toEqual(['5 other log types', 5, 0, 5, 0]);
  expect(rows.at(-1)).toEqual(['total', 30, 0, 30, 0]);
});

test('objectTree counts objects, events and bytes in each folder', () => {
  const object = (key: string, events: number, size: number) => ({
    key,
    events,
    size,
    file: key,
    firstLines: [],
  });
  const tree = objectTree('b', [
    object('logs/log_type=a/date=2026-11-20/hour=05/x', 3, 1000),
    object('logs/log_type=a/date=2026-11-20/hour=06/x', 2, 500),
    object('quarantine/date=2026-11-20/hour=05/x', 1, 20),
  ]);
  expect(tree).toEqual([
    '                                     objects  events  size',
    's3://b                                     3       6   1.5 KB',
    '├── logs                                   2       5   1.5 KB',
    '│   └── log_type=a                         2       5   1.5 KB',
    '│       ├── date=2026-11-20 hour=05        1       3   1.0 KB',
    '│       └── date=2026-11-20 hour=06        1       2    500 B',
    '└── quarantine                             1       1     20 B',
    '    └── date=2026-11-20 hour=05            1       1     20 B',
  ]);
});

test('objectTree sums up folders past the first eight', () => {
  const objects = Array.from({ length: 12 }, (_, n) => ({
    key: `logs/log_type=${String.fromCharCode(97 + n)}/x`,
    events: 1,
    size: 1,
    file: '',
    firstLines: [],
  }));
  const tree = objectTree('b', objects);
  expect(tree).toHaveLength(3 + 8 + 1);
  expect(tree.at(-1)).toMatch(/└── \(4 more folders\) +4 +4 +4 B$/);
});

const entry = (data: Buffer, reason = 'missing_log_type') => ({
  reason,
  count: 2,
  example: {
    reason,
    detail: 'the event has no "log_type"',
    data: data.toString('base64'),
    stream: '',
    stream_arn: '',
    shard: '',
    sequence_number: '',
    position: 0,
    arrived: '',
    partition_key: '',
  },
});

test('quarantineTable shows text as text and other bytes in hexadecimal', () => {
  const [, text, bytes] = quarantineTable([
    entry(Buffer.from('{"a":\n1}')),
    entry(Buffer.from([0x1f, 0x8b, 0xff]), 'bad_gzip'),
  ]);
  expect(text).toEqual(['missing_log_type', 2, 'the event has no "log_type"', '{"a":·1}']);
  expect(bytes?.[3]).toBe('1f8b ff (3 B)');
});

test('keyHint names the keys that quarantined events have', () => {
  const hint = keyHint([entry(Buffer.from('{"name":"web","timestamp":1}'))]);
  expect(hint).toContain('have the keys name, timestamp.');
  expect(hint).toContain('make demo LOGS=... LOG_TYPE_KEY=name TIME_KEY=timestamp');
  expect(keyHint([entry(Buffer.from('x'), 'not_json')])).toBeUndefined();
});

test('a file is described with all that was done to its lines', () => {
  const figures = newFigures();
  Object.assign(figures, { lines: 9, blank: 1, crlf: 2, replaced: [3], tooLong: [4, 5] });
  figures.forms.json = 5;
  expect(describeFile('app.log', figures)).toBe(
    'app.log: 9 lines: 5 JSON objects as is; 1 blank line not sent; ' +
      '2 line endings CR LF, taken off; invalid UTF-8 replaced by U+FFFD in 1 line (line 3); ' +
      'NOT SENT, longer than a record of 1 MiB: 2 lines (line 4, 5)',
  );
});

test('a comparison names what is not equal', () => {
  const equal = { lines: 3, equal: 2, replaced: 0, writtenAnew: 0, absent: 0, blank: 1 };
  expect(describeComparison({ ...equal, different: [] })).toBe('2 of 2 lines equal, byte for byte');
  const different = [1, 2, 3, 4, 5, 6];
  expect(describeComparison({ ...equal, equal: 0, absent: 1, different })).toBe(
    '0 of 2 lines equal, byte for byte, 1 not delivered, 6 DIFFERENT (line 1, 2, 3, 4, 5, ...)',
  );
});

test('indexTable adds up documents, and indices past the first 25', () => {
  const indices = Array.from({ length: 27 }, (_, n) => ({ index: `logs-${n}`, documents: n }));
  const rows = indexTable(indices);
  expect(rows).toHaveLength(1 + 25 + 1 + 1);
  expect(rows.slice(-2)).toEqual([
    ['2 other indices', 51],
    ['total', 351],
  ]);
});

test('searchCommand is a command line that a shell takes as it is meant', () => {
  const { shown } = searchCommand('http://127.0.0.1:9201', "message:it's", defaultKeys);
  expect(shown).toBe(
    "npx logdrive search --endpoint http://127.0.0.1:9201 --since 1970-01-01 --limit 1 'message:it'\\''s'",
  );
  const keys = { logType: 'name', logId: 'id', time: 'at' };
  expect(searchCommand('http://x', 'a', keys).args).toEqual(
    expect.arrayContaining(['--log-type-key', 'name', '--time-key', 'at']),
  );
});
