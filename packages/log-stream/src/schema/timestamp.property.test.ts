import fc from 'fast-check';
import { formatTimestamp, parseTimestamp, readTimestampMs } from './timestamp.ts';
import { readForm } from './timestamp-forms.ts';
import { readIsoMs } from './timestamp-iso.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the zone's clocks show, by the runtime's calendar and not by the code under test. */
function clockIn(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (ms) => format.format(ms);
}

const zones = Intl.supportedValuesOf('timeZone').map((name) => ({ name, clock: clockIn(name) }));
type Zone = (typeof zones)[number];

function offset({ clock }: Zone, ms: number): number {
  return Date.parse(`${clock(ms).replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000;
}

/** The instants in a year at which the zone's offset changes. */
function changes(zone: Zone, year: number): number[] {
  const found: number[] = [];
  for (let day = Date.UTC(year, 0); day < Date.UTC(year + 1, 0); day += DAY) {
    if (offset(zone, day) === offset(zone, day + DAY)) continue;
    let [low, high] = [day, day + DAY];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (offset(zone, middle) === offset(zone, low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
}

function printOffset(ms: number): string {
  const minutes = Math.abs(ms) / MINUTE;
  const digits = [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0'));
  return `${ms < 0 ? '-' : '+'}${digits.join(':')}`;
}

/** A printed instant must read as itself, or, without its offset, as the first to print so. */
function expectToReadBack(zone: Zone, ms: number): void {
  const printed = zone.clock(ms);
  const ahead = offset(zone, ms);
  if (ahead % MINUTE === 0) {
    expect(readTimestampMs(`${printed}${printOffset(ahead)}`, 'UTC')).toBe(ms);
  }
  const read = readTimestampMs(printed, zone.name);
  expect(zone.clock(read)).toBe(printed);
  expect(read).toBeLessThanOrEqual(ms);
  const shift = offset(zone, ms - 2 * HOUR) - ahead;
  if (shift > 0 && zone.clock(ms - shift) === printed) expect(read).toBe(ms - shift);
}

/** Times that the clocks skip are read with the offset from before the change. */
function expectGapMovedOn(zone: Zone, change: number, fraction: number): void {
  const before = offset(zone, change - 1000);
  const shift = offset(zone, change) - before;
  if (shift <= 0) return;
  const inside = change + Math.floor((shift * fraction) / 1000) * 1000;
  const wall = new Date(inside + before).toISOString().slice(0, 19);
  expect(readTimestampMs(wall, zone.name)).toBe(inside);
}

const AROUND = [-3 * HOUR, -HOUR - 1000, -HOUR, -30 * MINUTE, -1000, 0, 1000].concat(
  [15, 29, 30, 45, 59, 60, 61, 120, 180].map((minutes) => minutes * MINUTE),
);

test('every zone: times around every change of the clocks in two years read as printed', () => {
  let edges = 0;
  for (const zone of zones) {
    for (const change of [2025, 2026].flatMap((year) => changes(zone, year))) {
      for (const distance of AROUND) expectToReadBack(zone, change + distance);
      for (const fraction of [0, 0.5, 0.99]) expectGapMovedOn(zone, change, fraction);
      edges++;
    }
  }
  expect(edges).toBeGreaterThan(400);
});

test('any zone and year: times around changes of the clocks, or anywhere, read as printed', () => {
  const cases = fc.record({
    zone: fc.constantFrom(...zones),
    year: fc.integer({ min: 1970, max: 2100 }),
    second: fc.integer({ min: DAY / 1000, max: 364 * (DAY / 1000) }),
    distances: fc.array(fc.integer({ min: -10_000, max: 10_000 }), { minLength: 1, maxLength: 20 }),
    fraction: fc.double({ min: 0, max: 0.99, noNaN: true }),
  });
  fc.assert(
    fc.property(cases, ({ zone, year, second, distances, fraction }) => {
      expectToReadBack(zone, Date.UTC(year, 0) + second * 1000);
      for (const change of changes(zone, year)) {
        if (change < Date.UTC(1970, 0, 2)) continue;
        for (const distance of distances) expectToReadBack(zone, change + distance * 1000);
        expectGapMovedOn(zone, change, fraction);
      }
    }),
    { numRuns: 500 },
  );
});

test('what is formatted reads back to the nanosecond', () => {
  const timestamp = fc.record({
    ms: fc.integer({ min: 0, max: Date.UTC(2262, 0) - 1 }),
    nanos: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999 })),
  });
  fc.assert(
    fc.property(timestamp, fc.constantFrom(...zones), (given, zone) => {
      const text = formatTimestamp(given);
      expect(parseTimestamp(text, zone.name)).toEqual(given);
      expect(readTimestampMs(text, zone.name)).toBe(given.ms);
    }),
    { numRuns: 5000 },
  );
});

const twoDigits = fc
  .oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 31 }) }, fc.integer({ min: 0, max: 99 }))
  .map((n) => String(n).padStart(2, '0'));
const isoText = fc
  .tuple(
    fc.integer({ min: 1960, max: 2270 }),
    fc.tuple(twoDigits, twoDigits, twoDigits, twoDigits, twoDigits),
    fc.constantFrom('T', ' ', 't'),
    fc.oneof(fc.constant(''), fc.tuple(fc.constantFrom('.', ','), fc.stringMatching(/^\d{1,20}$/))),
    fc.oneof(
      fc.constantFrom('', 'Z', 'z', ' Z', 'UTC', ' UTC'),
      fc.tuple(
        fc.constantFrom('+', '-', ' +', ' -'),
        twoDigits,
        fc.constantFrom('', ':'),
        twoDigits,
      ),
      fc.tuple(fc.constantFrom('+', '-', ' +'), twoDigits),
    ),
  )
  .map(([year, [month, day, hour, minute, second], joint, fraction, zone]) => ({
    text: `${year}-${month}-${day}${joint}${hour}:${minute}:${second}${[fraction, zone].flat(2).join('')}`,
    special: hour === '24' || second === '60',
  }));

test('the fast path reads what the table reads, and leaves to it only 24:00 and leap seconds', () => {
  let read = 0;
  fc.assert(
    fc.property(isoText, fc.constantFrom(...zones), ({ text, special }, zone) => {
      const fast = readIsoMs(text, zone.name);
      const table = readForm(text, zone.name, 0);
      if (!special || !Number.isNaN(fast)) expect(fast).toBe(table?.ms ?? Number.NaN);
      if (table !== undefined) read++;
      expect(parseTimestamp(text, zone.name)).toEqual(table);
    }),
    { numRuns: 10_000 },
  );
  expect(read).toBeGreaterThan(1000);
});

const samples = [
  '2026-11-21T04:43:28.123Z',
  'Fri, 03 Feb 2023 09:24:36 +0000 (UTC)',
  'Feb  3 09:24:36',
  'Feb 03, 2023 9:24:36 AM',
  '10/Oct/2000:13:55:36 -0700',
  '1700000000.123',
  '20230203T092436Z',
  '2006-01-02 15:04:05.999999999 +0900 JST m=+0.1',
  'Fri Feb  3 09:24:36 CET 2023',
  '03.02.2023',
];
const fragment = fc.oneof(
  fc.constantFrom(...' 0123456789:-/.,+TZ()[]'.split('')),
  fc.constantFrom('Jan', 'Friday', 'AM', 'UTC', 'GMT', 'EST', ' ', 'at', 'm=+', '24:00', '60'),
  fc.string({ maxLength: 3, unit: 'binary' }),
);
const mutated = fc
  .tuple(fc.constantFrom(...samples), fc.array(fc.tuple(fc.nat(60), fc.nat(4), fragment)))
  .map(([sample, edits]) =>
    edits.reduce((text, [at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut), sample),
  );

test('any text is read or refused without a throw, the same by both readers', () => {
  const text = fc.oneof(mutated, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  fc.assert(
    fc.property(text, fc.constantFrom('UTC', 'America/New_York'), (value, zone) => {
      const timestamp = parseTimestamp(value, zone, 0);
      expect(readTimestampMs(value, zone, 0)).toBe(timestamp?.ms ?? Number.NaN);
      if (timestamp === undefined) return;
      expect(Number.isInteger(timestamp.ms)).toBe(true);
      expect(Number.isInteger(timestamp.nanos)).toBe(true);
      expect(timestamp.nanos >= 0 && timestamp.nanos <= 999_999).toBe(true);
      expect(parseTimestamp(formatTimestamp(timestamp), 'UTC') ?? timestamp).toEqual(timestamp);
    }),
    { numRuns: 15_000 },
  );
});

test('any number is read or refused without a throw, the same by both readers', () => {
  const value = fc.oneof(fc.double(), fc.maxSafeInteger(), fc.double({ min: 1e8, max: 1e19 }));
  fc.assert(
    fc.property(value, (number) => {
      const timestamp = parseTimestamp(number, 'UTC');
      expect(readTimestampMs(number, 'UTC')).toBe(timestamp?.ms ?? Number.NaN);
      expect(timestamp === undefined || timestamp.nanos < 1_000_000).toBe(true);
    }),
    { numRuns: 10_000 },
  );
});

test('no text takes long, whatever it repeats', () => {
  const repeated = [' ', '9', '1:', '1 ', '1/', 'Jan ', 'Fri ', '+09', '(', '[', 'A', '.1', 'm=+1'];
  for (const start of [
    '',
    '2026-11-21T04:43:28.',
    'Feb 03, 2023 9:24:36 ',
    '10/Oct/2000:13:55:36 ',
  ]) {
    for (const piece of repeated) {
      for (const length of [100, 1_000_000]) {
        const text = start + piece.repeat(length / piece.length).slice(0, length - start.length);
        const times = [1, 2, 3, 4, 5].map(() => {
          const begin = performance.now();
          readTimestampMs(text, 'UTC');
          return performance.now() - begin;
        });
        expect(Math.min(...times)).toBeLessThan(1);
      }
    }
  }
});
