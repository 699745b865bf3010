import { isTimeZone, timeZone } from './time-zone.ts';

const HOUR = 3_600_000;

test.each([
  ['UTC', '2026-07-01T00:00:00Z', 0],
  ['Asia/Kolkata', '2026-07-01T00:00:00Z', 5.5],
  ['Asia/Kathmandu', '2026-07-01T00:00:00Z', 5.75],
  ['America/New_York', '2026-07-01T00:00:00Z', -4],
  ['America/New_York', '2026-12-01T00:00:00Z', -5],
  ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 10.5],
  ['Australia/Lord_Howe', '2026-12-01T00:00:00Z', 11],
  ['America/St_Johns', '2026-12-01T00:00:00Z', -3.5],
  ['Pacific/Apia', '2011-12-30T09:59:59Z', -10],
  ['Pacific/Apia', '2011-12-30T10:00:00Z', 14],
  // West by less than an hour, with seconds, until a change inside a quarter of an hour.
  ['Africa/Monrovia', '1971-07-01T00:00:00Z', -(44.5 / 60)],
  ['Africa/Monrovia', '1972-01-07T00:44:29Z', -(44.5 / 60)],
  ['Africa/Monrovia', '1972-01-07T00:44:30Z', 0],
])('%s at %s is %d hours ahead of UTC', (name, instant, hours) => {
  expect(timeZone(name).offsetAt(Date.parse(instant))).toBeCloseTo(hours * HOUR, 6);
});

describe('a time that the clocks show', () => {
  test.each([
    ['once', 'America/New_York', '2026-07-01T12:00:00', '2026-07-01T16:00:00Z'],
    ['before a gap', 'America/New_York', '2026-03-08T01:59:59', '2026-03-08T06:59:59Z'],
    ['never: moved on', 'America/New_York', '2026-03-08T02:30:00', '2026-03-08T07:30:00Z'],
    ['after a gap', 'America/New_York', '2026-03-08T03:00:00', '2026-03-08T07:00:00Z'],
    ['before an overlap', 'America/New_York', '2026-11-01T00:59:59', '2026-11-01T04:59:59Z'],
    ['twice: the first', 'America/New_York', '2026-11-01T01:30:00', '2026-11-01T05:30:00Z'],
    ['after an overlap', 'America/New_York', '2026-11-01T02:00:00', '2026-11-01T07:00:00Z'],
    [
      'never, for half an hour',
      'Australia/Lord_Howe',
      '2026-10-04T02:15:00',
      '2026-10-03T15:45:00Z',
    ],
    [
      'twice, for half an hour',
      'Australia/Lord_Howe',
      '2026-04-05T01:45:00',
      '2026-04-04T14:45:00Z',
    ],
    ['never, for a day', 'Pacific/Apia', '2011-12-30T12:00:00', '2011-12-30T22:00:00Z'],
  ])('%s in %s: %s', (_case, name, wall, instant) => {
    const ms = timeZone(name).fromWall(Date.parse(`${wall}Z`));
    expect(new Date(ms).toISOString()).toBe(new Date(instant).toISOString());
  });

  test('is NaN for NaN', () => {
    expect(timeZone('Asia/Tokyo').fromWall(Number.NaN)).toBeNaN();
  });
});

test('knows IANA names and nothing else', () => {
  const names = [
    'UTC',
    'Asia/Tokyo',
    'Europe/Kyiv',
    'Europe/Kiev',
    'Etc/GMT+3',
    'US/Pacific',
    'Japan',
    'CET',
  ];
  expect(names.filter((name) => !isTimeZone(name))).toEqual([]);
  const others = ['', 'JST', 'BST', 'Mars/Olympus', '+09:00', '-0330', 'Z', 'GMT+3', 'Asia/Tokyo '];
  expect(others.filter(isTimeZone)).toEqual([]);
  expect(() => timeZone('Mars/Olympus')).toThrow(RangeError);
});

test('stays small and right however many zones and times it is asked for', () => {
  const start = Date.parse('2026-01-01T00:00:00Z');
  const zone = timeZone('America/New_York');
  for (let slot = 0; slot < 10_000; slot++) zone.offsetAt(start + slot * 900_000);
  expect(zone.offsetAt(start)).toBe(-5 * HOUR);
  for (const name of Intl.supportedValuesOf('timeZone')) timeZone(name);
  expect(timeZone('America/New_York').offsetAt(start)).toBe(-5 * HOUR);
  expect(timeZone('UTC').offsetAt(start)).toBe(0);
});
