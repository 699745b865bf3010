import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { addBareKey, addPair } from './known-pairs.ts';
import { isPairEnd, readPair, skipSeparators } from './pair.ts';

const QUOTE = 0x22;
/** Bare keys that are names at all; sentences have longer ones between their pairs only by chance. */
const MAX_BARE_KEY = 64;
/** A document with more members is no log line's, and indexes would not take it. */
const MAX_PAIRS = 500;

/**
 * logfmt: a line of nothing but `key=value`, `key="a value"` and bare keys, as logrus, go-kit, Heroku,
 * Grafana and many others write it. A bare key is `true`; a key that comes again makes a list.
 * Known names become `time`, `level` and `message` (see `addPair`).
 *
 * A line is logfmt when it begins with a pair, has at least two of them, one of which is its time, level
 * or message, and no more than one bare key for every two pairs: then nothing of it is lost. Other lines
 * of pairs are left to `keyValue`, which keeps the text.
 */
export const logfmt: LineFormat = {
  name: 'logfmt',
  parse(line, context) {
    if (readPair(line, 0, false) === undefined) return undefined;
    return readLine(line, context);
  },
};

function readLine(line: string, context: LineContext): JsonObject | undefined {
  const document: JsonObject = {};
  let pairs = 0;
  let bareKeys = 0;
  let known = false;
  for (let at = 0; at < line.length; at = skipSeparators(line, at, false)) {
    if (pairs + bareKeys === MAX_PAIRS) return undefined;
    const pair = readPair(line, at, false);
    if (pair !== undefined) {
      known = addPair(document, pair, context) || known;
      pairs += 1;
      at = pair.end;
    } else {
      const end = bareKeyEnd(line, at);
      if (end === -1) return undefined;
      addBareKey(document, line.slice(at, end));
      bareKeys += 1;
      at = end;
    }
  }
  return known && pairs >= 2 && bareKeys * 2 <= pairs ? document : undefined;
}

/** A word without `=` and quotes; -1 for anything else. */
function bareKeyEnd(line: string, start: number): number {
  let at = start;
  while (!isPairEnd(line, at, false)) {
    const code = line.charCodeAt(at);
    if (code < 0x20 || code === QUOTE || code === 0x3d || at - start === MAX_BARE_KEY) return -1;
    at += 1;
  }
  return at;
}
