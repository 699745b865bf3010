import type { BatchData } from './record-data.ts';

/** How far into a record its log type is looked for; where it stands later, the record is parsed. */
const longestHead = 512;

const code = (character: string) => character.charCodeAt(0);
const quote = code('"');
const colon = code(':');
const backslash = code('\\');
const openBrace = code('{');
const closeBrace = code('}');
const openBracket = code('[');
const closeBracket = code(']');

/** Reads the log types of a batch's records, the first one first. */
export type QuickLogTypes = (batch: BatchData) => (string | undefined)[];

/**
 * Reads the log type of data that is plainly one JSON object on one line, without parsing it: parsing
 * costs as much as everything else that becomes of a record that is passed on. For JSON the answer is
 * that of a parser. Whether the rest of the object is sound is not looked at: that is the receiver's.
 *
 * @param key name of the member; one with dots or escapes is left to the parser
 * @returns a reader that answers undefined for a record of which only a parser can tell
 */
export function createQuickLogTypes(key: string): QuickLogTypes {
  if (!/^[\w@ -]+$/.test(key)) return ({ ends }) => ends.map(() => undefined);
  return ({ bytes, ends }) => {
    const reader = new Reader(bytes.toString('latin1'), key);
    let start = 0;
    return ends.map((end) => {
      const logType = reader.logType(start, end);
      start = end;
      return logType;
    });
  };
}

/** Where a text stands next. Searches the batch once, since what is asked for only moves on. */
class Search {
  readonly #text: string;
  readonly #sought: string;
  #at = -1;

  constructor(text: string, sought: string) {
    this.#text = text;
    this.#sought = sought;
  }

  /** The first place from `start` on; past the end when there is none. */
  from(start: number): number {
    if (this.#at >= start) return this.#at;
    const at = this.#text.indexOf(this.#sought, start);
    this.#at = at === -1 ? this.#text.length : at;
    return this.#at;
  }
}

class Reader {
  readonly #text: string;
  /** Without its first quote: of quotes a record has so many that looking for them takes long. */
  readonly #name: string;
  readonly #names: Search;
  readonly #braces: Search;
  /** What makes it more than one object, or a member's name in another spelling. */
  readonly #others: readonly Search[];
  /** Of `logGroup"`, by which an envelope is known. Small letters are so many that it takes long. */
  readonly #groups: Search;

  /** @param text of which every character is a byte */
  constructor(text: string, key: string) {
    this.#text = text;
    this.#name = `${key}"`;
    this.#names = new Search(text, this.#name);
    this.#braces = new Search(text, '}');
    this.#others = ['\n', '\\u'].map((sought) => new Search(text, sought));
    this.#groups = new Search(text, 'Group"');
  }

  /** Of the record that stands from `start` to `end`. */
  logType(start: number, end: number): string | undefined {
    const text = this.#text;
    if (text.charCodeAt(start) !== openBrace || text.charCodeAt(end - 1) !== closeBrace) {
      return undefined;
    }
    const at = this.#names.from(start);
    if (at >= end || at - start > longestHead || this.#names.from(at + 1) < end) return undefined;
    if (text.charCodeAt(at - 1) !== quote || !isInOutermost(text, start, at - 1)) return undefined;
    for (const other of this.#others) if (other.from(start) < end) return undefined;
    if (this.#mayBeEnvelope(start, end) || this.#isMoreThanOneObject(start, end)) return undefined;
    return plainTextAfter(text, at + this.#name.length, end);
  }

  #mayBeEnvelope(start: number, end: number): boolean {
    for (let at = this.#groups.from(start); at < end; at = this.#groups.from(at + 1)) {
      if (this.#text.startsWith('log', at - 3)) return true;
    }
    return false;
  }

  #isMoreThanOneObject(start: number, end: number): boolean {
    for (let at = this.#braces.from(start); at < end - 1; at = this.#braces.from(at + 1)) {
      if (this.#text.charCodeAt(skipBlanks(this.#text, at + 1)) === openBrace) return true;
    }
    return false;
  }
}

/** Whether what begins at `end` is outside of strings and inside no other object or array. */
function isInOutermost(text: string, start: number, end: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = start; at < end; at += 1) {
    const character = text.charCodeAt(at);
    if (character === quote) inString = !inString;
    else if (inString) at += character === backslash ? 1 : 0;
    else depth += deeper(character);
    if (depth === 0) return false;
  }
  return depth === 1 && !inString;
}

function deeper(character: number): number {
  if (character === openBrace || character === openBracket) return 1;
  return character === closeBrace || character === closeBracket ? -1 : 0;
}

/** The text of ASCII without escapes that is the value of the member whose name ends at `at`. */
function plainTextAfter(text: string, at: number, recordEnd: number): string | undefined {
  const colonAt = skipBlanks(text, at);
  if (text.charCodeAt(colonAt) !== colon) return undefined;
  const start = skipBlanks(text, colonAt + 1) + 1;
  const end = text.indexOf('"', start);
  if (text.charCodeAt(start - 1) !== quote || end <= start || end >= recordEnd) return undefined;
  const value = text.slice(start, end);
  return plain.test(value) ? value : undefined;
}

const plain = /^[ -[\]-~]+$/;

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function isBlank(character: number): boolean {
  return character === 0x20 || character === 0x09 || character === 0x0d;
}
