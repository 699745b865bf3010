/**
 * Where a time ends that begins at a place in a line, in the spellings that server and system logs
 * begin with. Only the extent is found here; `lineTime` reads it and has the last word.
 */

const MONTH = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const FRACTION = '(?:[.,]\\d{1,30}|:\\d{3}(?!\\d))?';
const CLOCK = `\\d{1,2}:\\d{2}:\\d{2}${FRACTION}`;
/** Any three or four letters could be a zone's, but then INFO and GET would be as well. */
const ZONE_NAME =
  '(?:UTC|GMT|BST|[CEMP][SD]T|AK[SD]T|HST|[CEW]ES?T|MSK|IST|JST|KST|HKT|SGT|SAST|A[CEW][SD]T|NZ[SD]T)';
/** `Z`, `+09:00`, ` +0900`, ` +0900 JST`, `+00`, ` UTC`, ` GMT+9`. */
const ZONE =
  '(?:Z(?![A-Za-z])|' +
  `\\s?[+-]\\d{2}:?\\d{2}(?!\\d)(?: ${ZONE_NAME}(?![A-Za-z]))?|` +
  '[+-]\\d{2}(?![\\d:])|' +
  `\\s?${ZONE_NAME}(?:[+-]\\d{1,2}(?::?\\d{2})?)?(?![A-Za-z]))?`;
/** A year after the time of day, as asctime and Apache write it; not the number of a message. */
const YEAR_AFTER = '(?: (?:19|20)\\d{2}(?=[\\]\\s:,]|$))';
const END = '(?![A-Za-z0-9])';

/** 2026-11-21T04:43:28.123Z · 2026/11/21 04:43:28 · 2026-11-21 04:43:28,123 +0900 · 2026.11.21_04:43 */
const YEAR_FIRST = sticky(
  `\\d{4}([-/.])\\d{1,2}\\1\\d{1,2}(?:[T_]|,?[ \\t]{1,2})(?:${CLOCK}|\\d{1,2}:\\d{2})${ZONE}${END}`,
);
/** 20261121T044328Z · 20261121 04:43:28.123 */
const COMPACT = sticky(
  `\\d{8}(?:[T_-]| (?=\\d\\d:))\\d{2}:?\\d{2}:?\\d{2}${FRACTION}${ZONE}${END}`,
);
/** 21/Nov/2026:04:43:28 +0000 · 21-Nov-2026 04:43:28.123 · 21 Nov 2026 04:43:28 · 21 Nov 04:43:28 */
const DAY_FIRST = sticky(
  `\\d{1,2}([-/ ])${MONTH}(?:\\1(?:\\d{4}|\\d{2}))?(?:[:T]| {1,2})${CLOCK}(?: ?[AP]M)?${ZONE}${END}`,
);
/** 11/21/2026 4:43:28 AM · 21.11.2026 04:43:28 */
const NUMBERS = sticky(
  `\\d{1,2}([/.-])\\d{1,2}\\1\\d{4}(?:T|,? {1,2})${CLOCK}(?: ?[AP]M)?${ZONE}${END}`,
);
/** 1795236208.123: seconds since 1970, as squid writes them; without a fraction it may be any number. */
const EPOCH = sticky(`\\d{10}\\.\\d{3,9}(?=[\\]\\s]|$)`);
/** Nov 21 04:43:28 · Nov 21 04:43:28.123 2026 · Nov 21, 2026 4:43:28 AM · Nov 21 2026 04:43:28 UTC */
const MONTH_FIRST = sticky(
  `${MONTH}[a-z]{0,6} {1,2}\\d{1,2},?(?: \\d{4},?)? {1,2}${CLOCK}(?: ?[AP]M)?(?:${ZONE}${YEAR_AFTER}|${ZONE})${END}`,
);
const WEEKDAY = sticky('(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?,? {1,2}');

function sticky(source: string): RegExp {
  return new RegExp(source, 'y');
}

/** The text of the time that begins at `at`; empty where none does. */
export function timeTextAt(line: string, at: number): string {
  const code = line.charCodeAt(at);
  if (code >= 0x30 && code <= 0x39) return numericTime(line, at);
  // Names of months and weekdays begin with a capital from A to W.
  if (!(code >= 0x41 && code <= 0x57)) return '';
  const month = match(MONTH_FIRST, line, at);
  if (month !== '') return month;
  const weekday = match(WEEKDAY, line, at);
  return weekday === '' ? '' : afterWeekday(line, at, at + weekday.length);
}

/** The weekday says nothing that the date does not; not every reader of times knows it everywhere. */
function afterWeekday(line: string, start: number, at: number): string {
  const digit = line.charCodeAt(at) <= 0x39;
  const text = digit ? numericTime(line, at) : match(MONTH_FIRST, line, at);
  return text === '' ? '' : line.slice(start, at + text.length);
}

function numericTime(line: string, at: number): string {
  const fifth = line.charCodeAt(at + 4);
  // - . /
  if (fifth >= 0x2d && fifth <= 0x2f) {
    const yearFirst = match(YEAR_FIRST, line, at);
    if (yearFirst !== '') return yearFirst;
  }
  if (isDigit(line.charCodeAt(at + 2))) return match(COMPACT, line, at) || match(EPOCH, line, at);
  return match(DAY_FIRST, line, at) || match(NUMBERS, line, at);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function match(pattern: RegExp, line: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.test(line) ? line.slice(at, pattern.lastIndex) : '';
}
