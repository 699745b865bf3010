import { chaosLog, idOf } from './chaos-logs.ts';

const now = new Date('2026-11-21T10:00:00Z');
const logs = Array.from({ length: 1_000 }, (_, n) => chaosLog(n, now));

test('most logs have a place, some have none, and a few end in the quarantine', () => {
  const count = (of: (log: (typeof logs)[0]['log']) => boolean) =>
    logs.filter(({ log }) => of(log)).length;
  expect(count(({ quarantined }) => quarantined)).toBe(4);
  expect(count(({ archived, quarantined }) => archived && quarantined)).toBe(2);
  expect(count(({ archived, indexed }) => indexed && !archived)).toBe(200);
  expect(count((log) => !log.archived && !log.indexed && !log.quarantined)).toBe(198);
});

test('the id of each is found again in what was sent', () => {
  for (const { record, log } of logs) expect(idOf(String(record.data))).toBe(log.id);
  expect(idOf('something')).toBe('not sent: something');
});
