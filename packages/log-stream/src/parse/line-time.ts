import { formatTimestamp, parseTimestamp, readTimestampMs } from '../schema/timestamp.ts';
import type { LineContext } from './line-format.ts';

/** Lengths of `2026-11-21T04:43:28.123Z`, which is what events carry, and with nanoseconds. */
const MILLISECONDS_LENGTH = 24;
const NANOSECONDS_LENGTH = 30;

/**
 * The time that a piece of a line shows, as ISO 8601 in UTC; undefined when it is not a time.
 * A text that has that form already, as nearly all runtimes write it, is checked and returned as it is.
 */
export function lineTime(text: string, context: LineContext): string | undefined {
  if (isCanonical(text)) {
    const readable = !Number.isNaN(readTimestampMs(text, 'UTC'));
    if (readable) return text;
  }
  const timestamp = parseTimestamp(text, context.timeZone, context.referenceMs);
  return timestamp && formatTimestamp(timestamp);
}

/**
 * Whether a time, if it is one, has the form that events carry. The reader of times takes liberties, such
 * as a blank for the `T`, a comma for the point or a tab before the `Z`, that they must not.
 */
function isCanonical(text: string): boolean {
  const zone = text.length - 1;
  if (zone < MILLISECONDS_LENGTH - 1 || zone > NANOSECONDS_LENGTH - 1) return false;
  if (text.charCodeAt(10) !== 0x54 || text.charCodeAt(19) !== 0x2e) return false;
  for (let at = 20; at < zone; at++) if (!isDigit(text.charCodeAt(at))) return false;
  if (text.charCodeAt(zone) !== 0x5a) return false;
  // Beyond milliseconds, an event's time ends with a digit that says something.
  return text.length === MILLISECONDS_LENGTH || text.charCodeAt(zone - 1) !== 0x30;
}

/** Whether a line begins as one with a date such as `2026-11-21` does. */
export function beginsWithDate(line: string): boolean {
  return line.charCodeAt(4) === 0x2d && line.charCodeAt(7) === 0x2d && isDigit(line.charCodeAt(0));
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
