/**
 * Events come in the order of time, nearly: of a time on the day of the one before, only the time of day
 * need be read. Only for the form in which nearly all runtimes write, `2026-11-21T04:43:28.123Z`, with any
 * joint.
 */
const LENGTH = 24;
const DAY_END = 11;

const COLON = 0x3a;
const DOT = 0x2e;
const LETTER_Z = 0x5a;
/** What is no digit makes the sum larger than any field may be. */
const NO_DIGIT = 10_000;

/** The day as text, with the joint behind it; no text begins so until there is one. */
const last = { text: ' ', ms: 0 };

/** Epoch milliseconds of a time on the day that was remembered last; -1 of any other. */
export function readOnLastDay(text: string): number {
  if (!hasForm(text) || !text.startsWith(last.text)) return -1;
  const ms = timeOfDayMs(text);
  return ms < 0 ? -1 : last.ms + ms;
}

/** @param ms epoch milliseconds that `text` has been read as */
export function rememberDay(text: string, ms: number): void {
  // Neither 24:00:00 nor the leap second, which belong to the day after.
  const within = hasForm(text) ? timeOfDayMs(text) : -1;
  if (within < 0 || text.startsWith(last.text)) return;
  last.text = text.slice(0, DAY_END);
  last.ms = ms - within;
}

function hasForm(text: string): boolean {
  return (
    text.length === LENGTH &&
    text.charCodeAt(23) === LETTER_Z &&
    text.charCodeAt(19) === DOT &&
    text.charCodeAt(16) === COLON &&
    text.charCodeAt(13) === COLON
  );
}

/** Milliseconds from `04:43:28.123` in its place; -1 when it is no time of a day. */
function timeOfDayMs(text: string): number {
  const hours = digit(text, 11) * 10 + digit(text, 12);
  const minutes = digit(text, 14) * 10 + digit(text, 15);
  const seconds = digit(text, 17) * 10 + digit(text, 18);
  const ms = digit(text, 20) * 100 + digit(text, 21) * 10 + digit(text, 22);
  if (hours > 23 || minutes > 59 || seconds > 59 || ms > 999) return -1;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 0x30;
  return value >= 0 && value <= 9 ? value : NO_DIGIT;
}
