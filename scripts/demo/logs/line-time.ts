import { readTimestampMs } from '../../../packages/log-stream/src/schema/timestamp.ts';

const clock = String.raw`\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?`;
const zone = String.raw`(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\b)?`;

/** How a log line plainly begins with its time; the time is the first group. */
const beginnings = [
  // 2026-11-20T05:06:07.089Z, [2026-11-20 05:06:07,089], 2026/11/20 05:06:07
  new RegExp(String.raw`^\[?(\d{4}([-/])\d{2}\2\d{2}[T ]${clock}${zone})`),
  // Nov 20 05:06:07 host program[1]: syslog
  new RegExp(String.raw`^([A-Z][a-z]{2} [ \d]\d ${clock}) `),
  // 10.0.0.1 - - [20/Nov/2026:05:06:07 +0000]: access logs
  new RegExp(String.raw`^\S+ \S+ \S+ \[(\d{2}/[A-Z][a-z]{2}/\d{4}:${clock} [+-]\d{4})\]`),
];

/** The longest that a line's beginning can be: an IPv6 address, two names and the time. */
const longest = 300;

/**
 * The time that a line of text plainly begins with, as it is written there, or undefined. A line of
 * an access log counts as beginning with its time.
 */
export function timeAtBeginning(line: string): string | undefined {
  const beginning = line.slice(0, longest);
  for (const pattern of beginnings) {
    const time = pattern.exec(beginning)?.[1];
    // What only looks like a time, such as a 13th month, would end in the quarantine.
    if (time !== undefined && !Number.isNaN(readTimestampMs(time, 'UTC'))) return time;
  }
  return undefined;
}
