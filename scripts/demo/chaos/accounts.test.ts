import { accountsOf, addsUp, type SentLog } from './accounts.ts';

const log = (id: string, ...places: (keyof Omit<SentLog, 'id'>)[]): SentLog => ({
  id,
  archived: places.includes('archived'),
  indexed: places.includes('indexed'),
  quarantined: places.includes('quarantined'),
});
const sent = [
  log('a', 'archived', 'indexed'),
  log('b', 'indexed'),
  log('c', 'archived', 'quarantined'),
  log('d'),
];
const whole = { archive: ['c', 'a'], search: ['a', 'b'], quarantine: ['c'] };

test('each log is counted at each place where it must be', () => {
  const accounts = accountsOf(sent, whole);
  expect(accounts).toMatchObject({ sent: 4, unwanted: 1 });
  expect(accounts.places).toEqual([
    { place: 'archive', expected: 2, found: 2, missing: 0, again: 0, strangers: 0 },
    { place: 'search', expected: 2, found: 2, missing: 0, again: 0, strangers: 0 },
    { place: 'quarantine', expected: 1, found: 1, missing: 0, again: 0, strangers: 0 },
  ]);
  expect(addsUp(accounts)).toBe(true);
});

test.each([
  ['one that is missing', { search: ['a'] }, { missing: 1 }],
  ['a document that is there twice', { search: ['a', 'b', 'b'] }, { again: 1 }],
  ['one that must not be there', { search: ['a', 'b', 'd'] }, { strangers: 1 }],
  ['one that nobody sent', { search: ['a', 'b', 'z'] }, { strangers: 1 }],
])('%s is told, and the accounts do not add up', (_, found, told) => {
  const accounts = accountsOf(sent, { ...whole, ...found });
  expect(accounts.places[1]).toMatchObject(told);
  expect(addsUp(accounts)).toBe(false);
});

test('a line of the archive or the quarantine that is there twice is told, and lets the accounts add up', () => {
  const accounts = accountsOf(sent, { ...whole, archive: ['c', 'a', 'a'] });
  expect(accounts.places[0]).toMatchObject({ found: 2, again: 1 });
  expect(addsUp(accounts)).toBe(true);
  const kept = accountsOf(sent, { ...whole, quarantine: ['c', 'c'] });
  expect(kept.places[2]).toMatchObject({ found: 1, again: 1 });
  expect(addsUp(kept)).toBe(true);
});
