import { timeZone } from './time-zone.ts';
import { readOnLastDay, rememberDay } from './timestamp-day.ts';
import { MAX_LENGTH, wallTimeMs } from './timestamp-fields.ts';

/** Where `2026-11-21T04:43:28` ends and a fraction or a zone may follow. */
const SECONDS_END = 19;
/** Above the range of every field, so that what is not a digit fails the range checks. */
const NOT_DIGITS = 1000;

const BLANK = 0x20;
const PLUS = 0x2b;
const COMMA = 0x2c;
const DASH = 0x2d;
const DOT = 0x2e;
const COLON = 0x3a;
/** Letters are compared in lower case: `code | LOWER_CASE`. */
const LOWER_CASE = 0x20;
const LETTER_C = 0x63;
const LETTER_T = 0x74;
const LETTER_U = 0x75;
const LETTER_Z = 0x7a;

/**
 * Epoch milliseconds of `YYYY-MM-DD[T ]HH:MM:SS[.,f*][ ][Z|UTC|±hh[[:]mm]]`, read character by
 * character because every event passes here; no object or string is made. NaN for everything else:
 * the table of forms then decides. Without a zone the time is that of `zoneName`.
 */
export function readIsoMs(text: string, zoneName: string): number {
  const quick = readOnLastDay(text);
  if (quick >= 0) return quick;
  const ms = readAnyIsoMs(text, zoneName);
  if (!Number.isNaN(ms)) rememberDay(text, ms);
  return ms;
}

function readAnyIsoMs(text: string, zoneName: string): number {
  if (text.length < SECONDS_END || text.length > MAX_LENGTH || !hasIsoPunctuation(text)) {
    return Number.NaN;
  }
  const wallMs = wallTimeMs(
    twoDigits(text, 0) * 100 + twoDigits(text, 2),
    twoDigits(text, 5),
    twoDigits(text, 8),
    twoDigits(text, 11),
    twoDigits(text, 14),
    twoDigits(text, 17),
  );
  const zoneAt = fractionEnd(text);
  const localMs = wallMs + fractionMs(text, zoneAt);
  return zoneAt === text.length
    ? timeZone(zoneName).fromWall(localMs)
    : localMs - readOffsetMs(text, zoneAt);
}

/** The digits of the fraction of a text that `readIsoMs` has read; empty without one. */
export function isoFraction(text: string): string {
  return text.slice(SECONDS_END + 1, fractionEnd(text));
}

function hasIsoPunctuation(text: string): boolean {
  const joint = text.charCodeAt(10);
  return (
    text.charCodeAt(4) === DASH &&
    text.charCodeAt(7) === DASH &&
    (joint === BLANK || (joint | LOWER_CASE) === LETTER_T) &&
    text.charCodeAt(13) === COLON &&
    text.charCodeAt(16) === COLON
  );
}

/** The index after the fraction, if one with at least a digit is there; else after the seconds. */
function fractionEnd(text: string): number {
  const mark = text.charCodeAt(SECONDS_END);
  if (mark !== DOT && mark !== COMMA) return SECONDS_END;
  let at = SECONDS_END + 1;
  while (isDigit(text.charCodeAt(at))) at++;
  return at > SECONDS_END + 1 ? at : SECONDS_END;
}

/** Whole milliseconds of the fraction that ends at `end`; further digits are cut, not rounded. */
function fractionMs(text: string, end: number): number {
  if (end === SECONDS_END) return 0;
  let ms = 0;
  for (let at = SECONDS_END + 1; at <= SECONDS_END + 3; at++) {
    ms = ms * 10 + (at < end ? text.charCodeAt(at) - 0x30 : 0);
  }
  return ms;
}

/** The zone from `start` to the end of the text, in milliseconds east of UTC; NaN if it is none. */
function readOffsetMs(text: string, start: number): number {
  const at = text.charCodeAt(start) === BLANK ? start + 1 : start;
  const left = text.length - at;
  const first = text.charCodeAt(at);
  if (first === PLUS || first === DASH) {
    const minutes = readOffsetMinutes(text, at + 1);
    return (first === DASH ? -minutes : minutes) * 60_000;
  }
  if (left === 1) return (first | LOWER_CASE) === LETTER_Z ? 0 : Number.NaN;
  return left === 3 && isUtc(text, at) ? 0 : Number.NaN;
}

function readOffsetMinutes(text: string, start: number): number {
  const left = text.length - start;
  const hours = twoDigits(text, start);
  if (hours > 23) return Number.NaN;
  if (left === 2) return hours * 60;
  const colon = text.charCodeAt(start + 2) === COLON ? 1 : 0;
  if (left !== 4 + colon) return Number.NaN;
  const minutes = twoDigits(text, start + 2 + colon);
  return minutes > 59 ? Number.NaN : hours * 60 + minutes;
}

function isUtc(text: string, at: number): boolean {
  return (
    (text.charCodeAt(at) | LOWER_CASE) === LETTER_U &&
    (text.charCodeAt(at + 1) | LOWER_CASE) === LETTER_T &&
    (text.charCodeAt(at + 2) | LOWER_CASE) === LETTER_C
  );
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - 0x30) * 10 + ones - 0x30 : NOT_DIGITS;
}
