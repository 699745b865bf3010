import { defaultKeys } from '@logdrive/log-stream';
import { Ledger } from '../account/ledger.ts';
import { passThrough } from './pass-through.ts';
import { gzipBombs } from './wild-bytes.ts';
import { wildRecords } from './wild-records.ts';

const region = 'eu-west-1';
const records = [...wildRecords(region), ...gzipBombs()];
const wanted = ['wild*', 'cloudwatch'];

test.each(records.map((record) => [record.kind, record] as const))('%s', (_, record) => {
  const ledger = new Ledger(defaultKeys.logId);
  const filtered = passThrough(record, { keys: defaultKeys, wanted, ledger });
  ledger.close(filtered);
  // Only the handler's partitions replace what no key takes.
  const problems = ledger.problems.filter(
    (problem) => !problem.startsWith('lies under log_type=wild/odd'),
  );
  expect(problems).toEqual([]);
});

test('no two events have the same bytes, by which they are told apart', () => {
  const bytes = records
    .flatMap(({ events }) => events)
    .map((event) => event.bytes.toString('latin1'));
  // An empty record and an empty record inside an aggregate are the exception.
  expect(new Set(bytes).size).toBe(bytes.length - 1);
});
