/**
 * Events come in bursts: of a time in the minute of the one before, only the seconds need be read. Only
 * for the form in which nearly all runtimes write, `2026-11-21T04:43:28.123Z`, with any joint.
 */
const LENGTH = 24;
const HOUR_START = 11;
const MINUTE_END = 17;

const DOT = 0x2e;
const LETTER_Z = 0x5a;
/** What is no digit makes the sum larger than any in a minute. */
const NO_DIGIT = 10_000;

/** The minute as text, up to the colon before the seconds; no text begins so until there is one. */
const last = { text: ' ', ms: 0 };

/** Epoch milliseconds of a time in the minute that was remembered last; -1 of any other. */
export function readInLastMinute(text: string): number {
  if (!hasForm(text) || !text.startsWith(last.text)) return -1;
  const ms = secondsMs(text);
  return ms < 0 ? -1 : last.ms + ms;
}

/** @param ms epoch milliseconds that `text` has been read as */
export function rememberMinute(text: string, ms: number): void {
  const within = hasForm(text) ? secondsMs(text) : -1;
  // Neither 24:00:00 nor the leap second, which belong to the minute after.
  if (within < 0 || text.startsWith('24', HOUR_START)) return;
  last.text = text.slice(0, MINUTE_END);
  last.ms = ms - within;
}

function hasForm(text: string): boolean {
  return text.length === LENGTH && text.charCodeAt(23) === LETTER_Z && text.charCodeAt(19) === DOT;
}

/** Milliseconds from `28.123` in their place; -1 when they are no digits, or more than a minute. */
function secondsMs(text: string): number {
  const seconds = digit(text, 17) * 10 + digit(text, 18);
  const ms = digit(text, 20) * 100 + digit(text, 21) * 10 + digit(text, 22);
  return seconds < 60 && ms < 1000 ? seconds * 1000 + ms : -1;
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30;
  return value >= 0 && value <= 9 ? value : NO_DIGIT;
}
