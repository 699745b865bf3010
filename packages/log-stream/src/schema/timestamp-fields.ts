/** An instant: `ms` epoch milliseconds rounded down, `nanos` the rest, from 0 to 999999. */
export interface Timestamp {
  ms: number;
  nanos: number;
}

/**
 * The years a log event may carry: what signed 64-bit nanoseconds since 1970 can hold in whole
 * years. Outside lie the zero times and "never" of runtimes (0001, 1601, 9999), not events.
 */
const MIN_YEAR = 1970;
export const MAX_YEAR = 2261;

/** Longer text is no timestamp; the longest known, JavaScript's own, has about 75 characters. */
export const MAX_LENGTH = 100;

const DAY_MS = 86_400_000;
/** By month, from 1: its days, and the days of the year before it, when the year is no leap year. */
const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/**
 * Calendar fields (month from 1) as milliseconds, as if they were UTC. NaN when a field is out of
 * its range: February 30, hour 24, second 60, a year outside `MIN_YEAR` to `MAX_YEAR`.
 */
export function wallTimeMs(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number {
  if (!(year >= MIN_YEAR && year <= MAX_YEAR && month >= 1 && month <= 12)) return Number.NaN;
  const leap = isLeapYear(year);
  if (!(day >= 1 && day <= (DAYS[month] ?? 0) + (leap && month === 2 ? 1 : 0))) return Number.NaN;
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return Number.NaN;
  const dayOfYear = (DAYS_BEFORE[month] ?? 0) + (leap && month > 2 ? 1 : 0) + day - 1;
  const time = hour * 3_600_000 + minute * 60_000 + second * 1000;
  return (daysBeforeYear(year) + dayOfYear) * DAY_MS + time;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 to January 1; Date.UTC would make reading a timestamp a third slower. */
function daysBeforeYear(year: number): number {
  const past = year - 1;
  const leapDays = Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
  return (year - 1970) * 365 + leapDays - 477;
}

/** Digits after a decimal point, of a second: whole milliseconds, and nanoseconds inside them. */
export function splitFraction(digits: string): { millis: number; nanos: number } {
  const padded = digits.slice(0, 9).padEnd(9, '0');
  return { millis: Number(padded.slice(0, 3)), nanos: Number(padded.slice(3)) };
}
