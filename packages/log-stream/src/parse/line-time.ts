import { formatTimestamp, parseTimestamp, readTimestampMs } from '../schema/timestamp.ts';
import type { LineContext } from './line-format.ts';

/** Length of `2026-11-21T04:43:28.123Z`, which is what events carry. */
const CANONICAL_LENGTH = 24;

/**
 * The time that a piece of a line shows, as ISO 8601 in UTC; undefined when it is not a time.
 * A text that has that form already, as nearly all of Lambda's runtimes write it, is checked and
 * returned as it is.
 */
export function lineTime(text: string, context: LineContext): string | undefined {
  if (isCanonical(text)) {
    const readable = !Number.isNaN(readTimestampMs(text, 'UTC'));
    if (readable) return text;
  }
  const timestamp = parseTimestamp(text, context.timeZone, context.referenceMs);
  return timestamp && formatTimestamp(timestamp);
}

/** The reader of times takes liberties, such as a blank for the `T`, that events must not carry on. */
function isCanonical(text: string): boolean {
  return (
    text.length === CANONICAL_LENGTH &&
    text.charCodeAt(10) === 0x54 &&
    text.charCodeAt(19) === 0x2e &&
    text.charCodeAt(23) === 0x5a
  );
}

/** Whether a line begins with a digit, as lines that begin with a time do. */
export function beginsWithDigit(line: string): boolean {
  const code = line.charCodeAt(0);
  return code >= 0x30 && code <= 0x39;
}
