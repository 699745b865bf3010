import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { addPair } from './known-pairs.ts';
import { readHead } from './line-head.ts';
import { type Pair, readPair, skipSeparators } from './pair.ts';

/** More pairs in one line are a dump, and would fill an index with fields. */
const MAX_PAIRS = 100;
/** Pairs that are enough when the line begins with one, or with its time or level. */
const FEW = 2;
/** Pairs that are enough after words of which nothing is known. */
const ENOUGH = 3;

/** What a guess must not say of an event: its type, its id, where it came from. They stay in the text. */
const NOT_GUESSED = new Set(['log_type', 'log_id', 'source']);

/**
 * Text that ends in pairs, separated by blanks or commas: `order placed id=7, total=12.50 user="Jo Li"`,
 * with or without time and level before it. The document has the whole line as `message`, `time` and
 * `level` where the line carries them, and each pair as a member; so nothing is lost where it was prose.
 *
 * Prose with an `=` in it is not taken: from the first pair to the end of the line everything must be
 * pairs, two of them if the line begins with a pair or with its time or level, else three, all with a
 * value, and no more than 100.
 */
export const keyValue: LineFormat = {
  name: 'key_value',
  parse(line, context) {
    const pairs = line.includes('=') ? readPairs(line) : undefined;
    if (pairs === undefined) return undefined;
    const head = readHead(line, context);
    const plain = pairs.start === 0 || head.time !== undefined || head.level !== undefined;
    if (pairs.valued < (plain ? FEW : ENOUGH)) return undefined;
    const document: JsonObject = {};
    if (head.time !== undefined) document.time = head.time;
    if (head.level !== undefined) document.level = head.level;
    document.message = line;
    addPairs(document, pairs.list, context);
    return document;
  },
};

interface Pairs {
  list: Pair[];
  /** How many have a value. */
  valued: number;
  /** Where the first begins. */
  start: number;
}

/** The pairs at the end of a line; undefined when something else follows the first, or there is none. */
function readPairs(line: string): Pairs | undefined {
  const pairs: Pairs = { list: [], valued: 0, start: -1 };
  let at = 0;
  while (at < line.length) {
    const pair = readPair(line, at, true);
    if (pair === undefined) {
      if (pairs.start !== -1) return undefined;
      at = nextWord(line, at);
      continue;
    }
    if (pairs.list.length === MAX_PAIRS) return undefined;
    if (pairs.start === -1) pairs.start = at;
    if (pair.value !== '') pairs.valued += 1;
    pairs.list.push(pair);
    at = skipSeparators(line, pair.end, true);
  }
  return pairs.start === -1 ? undefined : pairs;
}

/** The pairs begin on the first line that has one; words are set apart by any blank. */
function nextWord(line: string, start: number): number {
  let at = start;
  while (at < line.length && line.charCodeAt(at) > 0x20) at += 1;
  while (at < line.length && line.charCodeAt(at) <= 0x20) at += 1;
  return at;
}

function addPairs(document: JsonObject, pairs: readonly Pair[], context: LineContext): void {
  for (const pair of pairs) {
    if (!NOT_GUESSED.has(pair.key)) addPair(document, pair, context);
  }
}
