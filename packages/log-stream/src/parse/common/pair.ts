const TAB = 0x09;
const BLANK = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const EQUALS = 0x3d;
const BACKSLASH = 0x5c;

/** Longer is no name of a field. */
const MAX_KEY = 64;

/** One `key=value` of a line. */
export interface Pair {
  key: string;
  /** Without its quotes, its escapes read. */
  value: string;
  quoted: boolean;
  /** Where the value ends, its closing quote included. */
  end: number;
}

/**
 * Reads the `key=value` or `key="a value"` at `start`. Keys are letters, digits and `_ . - @ /`, and
 * begin with a letter, `_` or `@`: so `--flag=1`, `a==b`, `/path?x=1` and `"x"=1` are no pairs.
 *
 * @param commas whether a comma at the end of a bare value separates pairs and is not the value's own
 * @returns undefined where no pair is
 */
export function readPair(line: string, start: number, commas: boolean): Pair | undefined {
  const equals = keyEnd(line, start);
  if (equals === start || line.charCodeAt(equals) !== EQUALS) return undefined;
  const at = equals + 1;
  const first = line.charCodeAt(at);
  if (first === EQUALS) return undefined;
  const key = line.slice(start, equals);
  if (first === QUOTE) {
    const end = quotedEnd(line, at + 1);
    if (end === -1 || !isPairEnd(line, end, commas)) return undefined;
    return { key, value: withoutEscapes(line.slice(at + 1, end - 1)), quoted: true, end };
  }
  const end = bareEnd(line, at, commas);
  return { key, value: line.slice(at, end), quoted: false, end };
}

/** Whether a blank, a tab, the line's end or, where commas separate, a comma stands at `at`. */
export function isPairEnd(line: string, at: number, commas: boolean): boolean {
  const code = line.charCodeAt(at);
  return at >= line.length || code === BLANK || code === TAB || (commas && code === COMMA);
}

/** The first character from `start` on that is no blank, nor a comma where these separate. */
export function skipSeparators(line: string, start: number, commas: boolean): number {
  let at = start;
  while (at < line.length && isPairEnd(line, at, commas)) at += 1;
  return at;
}

function keyEnd(line: string, start: number): number {
  if (!isKeyStart(line.charCodeAt(start))) return start;
  let at = start + 1;
  while (at - start < MAX_KEY && isKeyPart(line.charCodeAt(at))) at += 1;
  return at;
}

function isKeyStart(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || code === 0x5f || code === 0x40;
}

function isKeyPart(code: number): boolean {
  // - . / and the digits follow one another in ASCII
  return isKeyStart(code) || (code >= 0x2d && code <= 0x39);
}

/** After the quote that closes what began at `start`; -1 when none does. */
function quotedEnd(line: string, start: number): number {
  for (let at = start; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
  return -1;
}

function bareEnd(line: string, start: number, commas: boolean): number {
  let at = start;
  while (at < line.length) {
    const code = line.charCodeAt(at);
    if (code <= BLANK) break;
    if (commas && code === COMMA && separates(line, at)) break;
    at += 1;
  }
  return at;
}

/** `a=1,b=2` and `a=1, b=2` are two pairs, `list=1,2` is one. */
function separates(line: string, comma: number): boolean {
  if (isPairEnd(line, comma + 1, false)) return true;
  const end = keyEnd(line, comma + 1);
  return end > comma + 1 && line.charCodeAt(end) === EQUALS;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The escapes that Go's `%q` and JSON have in common; any other character stands for itself. */
function withoutEscapes(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9A-Fa-f]{4})|([\s\S]))/g, (_, hex?: string, letter = '') =>
    hex === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
