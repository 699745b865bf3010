/** Texts that we read otherwise than dateutil does, on purpose, with both readings. */
export interface Difference {
  reason: string;
  /** Tells that a generated text is read differently for this reason; absent where none is. */
  explains?: RegExp;
  /** Readings as ISO 8601 in UTC to the microsecond, or `refused`. */
  readings: readonly [text: string, ours: string, dateutil: string][];
}

/** The day from which dateutil fills in what is missing, and nearest to which we put syslog. */
export const TODAY = '2026-07-02';
/** The zone of the texts below. */
export const ZONE = 'America/New_York';

export const differences: readonly Difference[] = [
  {
    reason: 'A bare number is no time.',
    readings: [
      ['10', 'refused', '2026-07-10T04:00:00.000000Z'],
      ['1.2.3', 'refused', '2003-01-02T05:00:00.000000Z'],
      ['2023', 'refused', '2023-07-02T04:00:00.000000Z'],
      ['230203', 'refused', '2003-02-23T05:00:00.000000Z'],
    ],
  },
  {
    reason: 'A date with a part missing is no time; dateutil fills in from today.',
    readings: [
      ['Feb', 'refused', '2026-02-02T05:00:00.000000Z'],
      ['Feb 3', 'refused', '2026-02-03T05:00:00.000000Z'],
      ['February 2023', 'refused', '2023-02-02T05:00:00.000000Z'],
      ['2023-02', 'refused', '2023-02-02T05:00:00.000000Z'],
      ['Friday', 'refused', '2026-07-03T04:00:00.000000Z'],
    ],
  },
  {
    reason: 'A time of day without a date is no time.',
    readings: [
      ['09:24:36', 'refused', '2026-07-02T13:24:36.000000Z'],
      ['9 AM', 'refused', '2026-07-02T13:00:00.000000Z'],
      ['T092436', 'refused', '2036-09-24T04:00:00.000000Z'],
    ],
  },
  {
    reason: 'A log event has a year from 1970 to 2261; others are zero times and "never".',
    readings: [
      ['0001-01-01T00:00:00Z', 'refused', '0001-01-01T00:00:00.000000Z'],
      ['1969-12-31T23:59:59Z', 'refused', '1969-12-31T23:59:59.000000Z'],
      ['2262-01-01T00:00:00Z', 'refused', '2262-01-01T00:00:00.000000Z'],
      ['9999-12-31T23:59:59Z', 'refused', '9999-12-31T23:59:59.000000Z'],
    ],
  },
  {
    reason: 'A year of two digits that may as well be the day is not guessed.',
    readings: [
      ['23/02/03 09:24:36', 'refused', '2003-02-23T14:24:36.000000Z'],
      ['02-03-23 09:24', 'refused', '2023-02-03T14:24:00.000000Z'],
    ],
  },
  {
    reason: 'A year of two digits is of the century RFC 2822 says, not of the one nearest to now.',
    readings: [
      ['03-Feb-72 09:24:36', '1972-02-03T14:24:36.000000Z', '2072-02-03T14:24:36.000000Z'],
    ],
  },
  {
    reason: 'A time without a year (syslog) is put nearest to when it was seen, not in that year.',
    readings: [['Dec 31 23:59:59', '2026-01-01T04:59:59.000000Z', '2027-01-01T04:59:59.000000Z']],
  },
  {
    reason: 'A comma between day and year is no decimal point, which loses dateutil the year.',
    explains: /\d,\d{4}/,
    readings: [
      ['Jan 25,2034 0:01:20Z', '2034-01-25T00:01:20.000000Z', '2026-01-25T00:01:20.000000Z'],
    ],
  },
  {
    reason: 'A comma is a decimal point after seconds of one digit too.',
    explains: /:\d,\d/,
    readings: [['2023-2-3 9:4:6,154', '2023-02-03T14:04:06.154000Z', 'refused']],
  },
  {
    reason: 'Clocks go on changing after 2037, where the data that dateutil reads ends.',
    explains: /20[4-9]\d|203[89]|2[12]\d\d/,
    readings: [
      ['2065-07-04 09:24:36', '2065-07-04T13:24:36.000000Z', '2065-07-04T14:24:36.000000Z'],
    ],
  },
  {
    reason: 'Dates with dots have the day first wherever they are written.',
    readings: [
      ['03.02.2023 09:24:36', '2023-02-03T14:24:36.000000Z', '2023-03-02T14:24:36.000000Z'],
      ['09.25.2003 10:00', 'refused', '2003-09-25T14:00:00.000000Z'],
    ],
  },
  {
    reason:
      "Abbreviations of zones are known; to dateutil only UTC, GMT and the machine's own are.",
    explains: /EST|JST|\bUT\b/,
    readings: [
      ['2023-02-03 09:24:36 PST', '2023-02-03T17:24:36.000000Z', '2023-02-03T14:24:36.000000Z'],
      ['2023-02-03 09:24:36 JST', '2023-02-03T00:24:36.000000Z', '2023-02-03T14:24:36.000000Z'],
      ['2023-07-03 09:24:36 CEST', '2023-07-03T07:24:36.000000Z', '2023-07-03T13:24:36.000000Z'],
      ['2023-02-03 09:24:36utc', '2023-02-03T09:24:36.000000Z', 'refused'],
    ],
  },
  {
    reason:
      'GMT+1 is an hour east, as JavaScript prints it; dateutil follows POSIX, where it is west.',
    explains: /(?:UTC|GMT) ?[+-]/,
    readings: [
      ['2023-02-03 09:24:36 GMT+3', '2023-02-03T06:24:36.000000Z', '2023-02-03T12:24:36.000000Z'],
      ['2023-02-03 09:24 UTC+03:00', '2023-02-03T06:24:00.000000Z', '2023-02-03T12:24:00.000000Z'],
      ['2023-02-03 09:24:36 EST+5', 'refused', '2023-02-03T14:24:36.000000Z'],
    ],
  },
  {
    reason: 'What repeats an offset in other words is passed over, whatever it is.',
    explains: /[+-]\d{1,2}:?(?:\d\d)?(?: *\(.*\)| +[A-Z]+| [+-]\d+)/,
    readings: [
      [
        'Fri Feb 03 2023 09:24:36 GMT+0100 (Central European Standard Time)',
        '2023-02-03T08:24:36.000000Z',
        'refused',
      ],
      ['2023-02-03T09:24:36+09:00[Asia/Tokyo]', '2023-02-03T00:24:36.000000Z', 'refused'],
      ['2006-01-02 15:04:05.9 +0900 JST', '2006-01-02T06:04:05.900000Z', 'refused'],
      ['2006-01-02 15:04:05.5 -0300 -03 m=+0.1', '2006-01-02T18:04:05.500000Z', 'refused'],
    ],
  },
  {
    reason: 'Epoch seconds, milliseconds, microseconds and nanoseconds are times.',
    explains: /^ *\d{9,}(?:\.\d+)? *$/,
    readings: [
      ['1700000000', '2023-11-14T22:13:20.000000Z', 'refused'],
      ['1700000000.123', '2023-11-14T22:13:20.123000Z', 'refused'],
      ['1700000000123', '2023-11-14T22:13:20.123000Z', 'refused'],
      ['1700000000123456', '2023-11-14T22:13:20.123456Z', 'refused'],
      ['1700000000123456789', '2023-11-14T22:13:20.123456Z', 'refused'],
    ],
  },
  {
    reason: 'Forms that logs carry and dateutil does not know.',
    explains: /\d:\d\d:\d\d:\d{3}(?!\d)|^\d{14}[.,]|\/\d{4}:/,
    readings: [
      ['10/Oct/2000:13:55:36 -0700', '2000-10-10T20:55:36.000000Z', 'refused'],
      ['2023-02-03_09:24:36', '2023-02-03T14:24:36.000000Z', 'refused'],
      ['2023-02-03 09:24:36:154', '2023-02-03T14:24:36.154000Z', 'refused'],
      ['20230203092436.154', '2023-02-03T14:24:36.154000Z', 'refused'],
    ],
  },
  {
    reason: 'ISO 8601 writes the end of a day as 24:00, and a leap second as 60.',
    explains: /24:0?0|240000/,
    readings: [
      ['2023-02-03T24:00:00Z', '2023-02-04T00:00:00.000000Z', 'refused'],
      ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00.000000Z', 'refused'],
    ],
  },
  {
    reason:
      'A time that the clocks skip is moved on by what they skip, as java.time and zoneinfo do.',
    readings: [
      ['2026-03-08 02:30:00', '2026-03-08T07:30:00.000000Z', '2026-03-08T06:30:00.000000Z'],
    ],
  },
  {
    reason: 'Fields are held to their range.',
    readings: [['2023-02-03T09:24:36+09:60', 'refused', '2023-02-02T23:24:36.000000Z']],
  },
  {
    reason: 'Everyday prose and punctuation around a date are not read.',
    readings: [
      ['2023-02-03 9AM', 'refused', '2023-02-03T14:00:00.000000Z'],
      ['2023-02-03 09h24m36s', 'refused', '2023-02-03T14:24:36.000000Z'],
      ['2023-02-03T09:24.5', 'refused', '2023-02-03T14:24:30.000000Z'],
      ['3rd of May 2001', 'refused', '2001-05-03T04:00:00.000000Z'],
      ['1996.07.10 AD at 15:08:56', 'refused', '1996-07-10T19:08:56.000000Z'],
      ["Wed, July 10, '96", 'refused', '1996-07-10T04:00:00.000000Z'],
      ['25Sep2003', 'refused', '2003-09-25T04:00:00.000000Z'],
      ['2003 09 25', 'refused', '2003-09-25T04:00:00.000000Z'],
      ['2023-02-03 09:24:36 AD', 'refused', '2023-02-03T14:24:36.000000Z'],
      ['2023-02-03 09:24:36Z.', 'refused', '2023-02-03T09:24:36.000000Z'],
    ],
  },
];

/** Texts from dateutil's manual and from logs on which both readers agree. */
export const agreed: readonly [text: string, reading: string][] = [
  ['Thu Sep 25 10:36:28 2003', '2003-09-25T14:36:28.000000Z'],
  ['Thu, 25 Sep 2003 10:49:41 -0300', '2003-09-25T13:49:41.000000Z'],
  ['2003-09-25T10:49:41.5-03:00', '2003-09-25T13:49:41.500000Z'],
  ['20030925T104941-0300', '2003-09-25T13:49:41.000000Z'],
  ['19970902090807', '1997-09-02T13:08:07.000000Z'],
  ['199709020908', '1997-09-02T13:08:00.000000Z'],
  ['Sep-25-2003', '2003-09-25T04:00:00.000000Z'],
  ['25-09-2003', '2003-09-25T04:00:00.000000Z'],
  ['25 Sep, 2003', '2003-09-25T04:00:00.000000Z'],
  ['July 4, 1976 12:01:02 am', '1976-07-04T04:01:02.000000Z'],
  ['Feb 03, 2023 9:24:36 AM', '2023-02-03T14:24:36.000000Z'],
  ['Feb 3rd 2023 0:24:36 AM', '2023-02-03T05:24:36.000000Z'],
  ['February 3, 2023 at 2:54:36 PM', '2023-02-03T19:54:36.000000Z'],
  ['Feb 03, 2023 9:24:36 p.m.', '2023-02-04T02:24:36.000000Z'],
  ['2/3/23, 9:24 AM', '2023-02-03T14:24:00.000000Z'],
  ['2020/03/27 03:40:05', '2020-03-27T07:40:05.000000Z'],
  ['2025-05-05 04:01:36,154+0000', '2025-05-05T04:01:36.154000Z'],
  ['2023-2-3 9:4:6', '2023-02-03T14:04:06.000000Z'],
  ['2023-02-03T09:24:36.1234567Z', '2023-02-03T09:24:36.123456Z'],
  ['2023-02-03 09:24:36 IST', '2023-02-03T14:24:36.000000Z'],
  ['Dec  3 09:24:36', '2026-12-03T14:24:36.000000Z'],
  // Shown twice by the clocks: the first of the two.
  ['2026-11-01 01:30:00', '2026-11-01T05:30:00.000000Z'],
  ['2023-02-30 09:24:36', 'refused'],
  ['2023-02-03 25:00:00', 'refused'],
  ['Feb 03, 2023 13:24:36 PM', 'refused'],
  ['2023-W05-5', 'refused'],
  ['2023-034', 'refused'],
  ['17000000000', 'refused'],
  ['', 'refused'],
];
