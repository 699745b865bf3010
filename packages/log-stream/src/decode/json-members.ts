import {
  closeBrace,
  closeBracket,
  findClosing,
  isBlank,
  openBrace,
  openBracket,
  type Span,
  skipBlanks,
} from './json-span.ts';

const comma = 0x2c;
const quote = 0x22;

/** The value of a member of the object that begins at `start` (blanks before it are passed over), as
 * JSON.parse reads it: of repeated keys the last. The text must be valid JSON. */
export function memberSpan(bytes: Buffer, start: number, key: string): Span | undefined {
  let found: Span | undefined;
  let at = inside(bytes, start);
  while (at < bytes.length && bytes[at] !== closeBrace) {
    const name = valueSpan(bytes, at);
    const value = valueSpan(bytes, afterColon(bytes, name.end));
    if (isKey(bytes.subarray(name.start, name.end), key)) found = value;
    at = nextEntry(bytes, value.end);
  }
  return found;
}

/** The values of the array that begins at `start`. The text must be valid JSON. */
export function elementSpans(bytes: Buffer, start: number): Span[] {
  const spans: Span[] = [];
  let at = inside(bytes, start);
  while (at < bytes.length && bytes[at] !== closeBracket) {
    const value = valueSpan(bytes, at);
    spans.push(value);
    at = nextEntry(bytes, value.end);
  }
  return spans;
}

/** The first byte that is no blank after the opening bracket. */
function inside(bytes: Buffer, start: number): number {
  const bracket = skipBlanks(bytes, start, bytes.length);
  return skipBlanks(bytes, bracket + 1, bytes.length);
}

function afterColon(bytes: Buffer, nameEnd: number): number {
  const colon = skipBlanks(bytes, nameEnd, bytes.length);
  return skipBlanks(bytes, colon + 1, bytes.length);
}

function nextEntry(bytes: Buffer, valueEnd: number): number {
  const at = skipBlanks(bytes, valueEnd, bytes.length);
  return bytes[at] === comma ? skipBlanks(bytes, at + 1, bytes.length) : at;
}

function valueSpan(bytes: Buffer, start: number): Span {
  const first = bytes[start];
  if (first === quote || first === openBrace || first === openBracket) {
    return { start, end: findClosing(bytes, start, bytes.length).end };
  }
  let end = start;
  while (end < bytes.length && !endsScalar(bytes[end])) end += 1;
  return { start, end };
}

function endsScalar(byte: number | undefined): boolean {
  return byte === comma || byte === closeBrace || byte === closeBracket || isBlank(byte);
}

/** A key may be written with escapes. */
function isKey(name: Buffer, key: string): boolean {
  return JSON.parse(name.toString()) === key;
}
