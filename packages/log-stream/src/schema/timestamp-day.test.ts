import fc from 'fast-check';
import { parseTimestamp, readTimestampMs } from './timestamp.ts';

const elsewhere = '2001-02-03T04:05:06.789Z';

/** What is read of a text when the time before it was another, on a day of its own or the same. */
function readAfter(before: string, text: string): number {
  readTimestampMs(elsewhere, 'UTC');
  readTimestampMs(before, 'UTC');
  return readTimestampMs(text, 'UTC');
}

test.each([
  ['2026-11-21T04:43:28.123Z', '2026-11-21T04:43:59.999Z', Date.UTC(2026, 10, 21, 4, 43, 59, 999)],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T23:59:59.999Z', Date.UTC(2026, 10, 21, 23, 59, 59, 999)],
  ['2026-11-21T04:43:28.123Z', '2026-11-22T00:00:00.000Z', Date.UTC(2026, 10, 22)],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T0x:43:28.123Z', Number.NaN],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T04.43:28.123Z', Number.NaN],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T04:60:28.123Z', Number.NaN],
  ['2026-11-21T04:43:28.123Z', '2026-11-21 04:43:28.123Z', Date.UTC(2026, 10, 21, 4, 43, 28, 123)],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T04:43:28,124Z', Date.UTC(2026, 10, 21, 4, 43, 28, 124)],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T04:43:60.000Z', Number.NaN],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T04:43:2x.123Z', Number.NaN],
  ['2026-11-21T04:43:28.123Z', '2026-11-21T04:43:28.12xZ', Number.NaN],
  ['2026-11-20T24:00:00.000Z', '2026-11-20T24:00:00.000Z', Date.UTC(2026, 10, 21)],
  ['2026-11-20T24:00:00.000Z', '2026-11-20T24:00:01.000Z', Number.NaN],
  ['2016-12-31T23:59:60.500Z', '2016-12-31T23:59:01.000Z', Date.UTC(2016, 11, 31, 23, 59, 1)],
  ['2016-12-31T23:59:01.000Z', '2016-12-31T23:59:60.500Z', Date.UTC(2017, 0, 1, 0, 0, 0, 500)],
])('after %s, %s', (before, text, expected) => {
  expect(readAfter(before, text)).toBe(expected);
});

test('the time before never changes what a text says', () => {
  const digits = fc.constantFrom('00', '01', '09', '10', '23', '24', '28', '59', '60', '61', '9x');
  const time = fc
    .tuple(
      fc.constantFrom('2026-11-21', '2016-12-31', '2026-02-30'),
      fc.constantFrom('T', ' ', 't'),
      ...[digits, digits, digits],
      fc.constantFrom('.123', ',123', '.999', '.12', '.1234', '', '.1 3'),
      fc.constantFrom('Z', 'z', '', '+09:00', ' Z'),
    )
    .map(
      ([date, joint, h, m, s, fraction, zone]) => `${date}${joint}${h}:${m}:${s}${fraction}${zone}`,
    );
  fc.assert(
    fc.property(time, fc.tuple(digits, digits, digits), (before, timeOfDay) => {
      const text = before.slice(0, 11) + timeOfDay.join(':') + before.slice(19);
      readTimestampMs(elsewhere, 'UTC');
      const alone = parseTimestamp(text, 'UTC')?.ms ?? Number.NaN;
      expect(readAfter(before, text)).toBe(alone);
    }),
    { numRuns: 2_000 },
  );
});
