/** A stretch of bytes: from `start` up to, not including, `end`. */
export interface Span {
  start: number;
  end: number;
}

export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;
export const openBrace = 0x7b;
export const closeBrace = 0x7d;
export const openBracket = 0x5b;
export const closeBracket = 0x5d;
const quote = 0x22;
const backslash = 0x5c;

/** The four blanks that JSON knows between tokens. */
export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === lineFeed || byte === carriageReturn || byte === 0x09;
}

/** Offset of the first byte from `start` on that is no blank, or `end`. */
export function skipBlanks(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(bytes[at])) at += 1;
  return at;
}

/** The span without the blanks at its two ends. */
export function trimmed(bytes: Buffer, span: Span): Span {
  const start = skipBlanks(bytes, span.start, span.end);
  let end = span.end;
  while (end > start && isBlank(bytes[end - 1])) end -= 1;
  return { start, end };
}

/** How far a search for the end of a value came. */
export interface Closing {
  closed: boolean;
  /** Just past the closing bracket or quote, or where the search ended without one. */
  end: number;
}

/**
 * Where the object, array or string that begins at `start` ends. Brackets inside strings do not count.
 * What is inside is not checked: JSON.parse does that. It does not close when `limit` comes first, or
 * when a string in it runs into the end of its line, which no JSON string does.
 */
export function findClosing(bytes: Buffer, start: number, limit: number): Closing {
  let depth = 0;
  let at = start;
  while (at < limit) {
    const byte = bytes[at];
    if (byte === quote) {
      const string = findClosingQuote(bytes, at, limit);
      if (!string.closed || depth === 0) return string;
      at = string.end;
      continue;
    }
    at += 1;
    if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    if (depth <= 0) return { closed: depth === 0, end: at };
  }
  return { closed: false, end: limit };
}

function findClosingQuote(bytes: Buffer, start: number, limit: number): Closing {
  for (let at = start + 1; at < limit; at += 1) {
    const byte = bytes[at];
    if (byte === quote) return { closed: true, end: at + 1 };
    if (byte === backslash) at += 1;
    else if (byte === lineFeed) return { closed: false, end: at };
  }
  return { closed: false, end: limit };
}
