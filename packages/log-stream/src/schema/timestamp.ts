import { readEpochNumber, readEpochNumberMs, readEpochText } from './timestamp-epoch.ts';
import { MAX_LENGTH, splitFraction, type Timestamp } from './timestamp-fields.ts';
import { readForm } from './timestamp-forms.ts';
import { isoFraction, readIsoMs } from './timestamp-iso.ts';

export type { Timestamp } from './timestamp-fields.ts';

/** The length of `202302030924`, read as that; other twelve digits are epoch milliseconds. */
const DATE_AND_MINUTES = 12;

/**
 * The instant that a field of a log event names, to the nanosecond where the source has it.
 *
 * Reads ISO 8601 and RFC 3339 with all the liberties logs take, RFC 2822, syslog, common log
 * format, `Feb 03, 2023 9:24:36 AM`, asctime and JavaScript's and Go's own forms, and epoch seconds,
 * milliseconds, microseconds and nanoseconds as a number or as text (docs: timestamp-patterns.ts,
 * timestamp-epoch.ts). Years 1970 to 2261 are read. `24:00:00` is the next midnight; second `60` is
 * read at the end of a UTC day, as the second after it. Numbers as `3/2/2023` have the month first.
 *
 * @param value a number or text; anything else is unreadable
 * @param timeZone IANA name of the zone of times that carry none, or an abbreviation with several
 *   meanings; a time that the zone's clocks show twice is the first of the two, one that they skip is
 *   moved on by as much as they skip
 * @param referenceMs epoch milliseconds, by default now: a time without a year (syslog) is put in
 *   the year that brings it nearest; give the arrival time, so that a retry reads the same
 * @returns undefined when `value` is not a time: bare numbers such as `10` or `1.2.3`, a month or a
 *   time of day alone, fields out of range
 * @throws RangeError when `timeZone` is not a zone the runtime knows (see `isTimeZone`)
 */
export function parseTimestamp(
  value: unknown,
  timeZone: string,
  referenceMs?: number,
): Timestamp | undefined {
  if (typeof value === 'number') return readEpochNumber(value);
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  const text = value.trim();
  const ms = readIsoMs(text, timeZone);
  if (!Number.isNaN(ms)) return { ms, nanos: splitFraction(isoFraction(text)).nanos };
  const epoch = text.length === DATE_AND_MINUTES ? undefined : readEpochText(text);
  return epoch ?? readForm(text, timeZone, referenceMs) ?? readEpochText(text);
}

/**
 * The `ms` of `parseTimestamp`, or NaN. For the hot path: the common ISO 8601 forms and epoch
 * numbers are read without making an object or a string.
 */
export function readTimestampMs(value: unknown, timeZone: string, referenceMs?: number): number {
  if (typeof value === 'number') return readEpochNumberMs(value);
  if (typeof value !== 'string') return Number.NaN;
  const ms = readIsoMs(value, timeZone);
  if (Number.isNaN(ms)) return parseTimestamp(value, timeZone, referenceMs)?.ms ?? ms;
  return ms;
}

/**
 * ISO 8601 in UTC, with three digits of fraction or as many more as the nanoseconds need:
 * `2026-11-21T04:43:28.123Z`, `2026-11-21T04:43:28.1234567Z`.
 *
 * @throws RangeError when `ms` is outside what `Date` can hold
 */
export function formatTimestamp({ ms, nanos }: Timestamp): string {
  const text = isoText(ms);
  if (nanos === 0) return text;
  return `${text.slice(0, -1)}${String(nanos).padStart(6, '0').replace(/0+$/, '')}Z`;
}

/** Events come in bursts: the text of the second before nearly always serves again. */
let lastSecond = Number.NaN;
let lastText = '';

function isoText(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== lastSecond) {
    lastText = new Date(second * 1000).toISOString().slice(0, -4);
    lastSecond = second;
  }
  const millis = Math.floor(ms - second * 1000);
  return `${lastText}${millis < 10 ? '00' : millis < 100 ? '0' : ''}${millis}Z`;
}
