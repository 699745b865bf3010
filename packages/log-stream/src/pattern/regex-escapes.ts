import { anyChar, type CharSet, complementOf, namedSet, singleChar, unionOf } from './char-set.ts';
import { type RegexReader, UnsupportedSyntaxError } from './regex-reader.ts';

interface CharClass {
  set: CharSet;
  /** False where `set` is more than the characters meant. */
  exact: boolean;
}

const controls: Readonly<Record<string, string>> = { t: '\t', n: '\n', v: '\v', f: '\f', r: '\r' };

/** What stands after a backslash, outside of a class. */
export function readEscape(reader: RegexReader): CharClass {
  if (reader.sees('k<') || /[1-9]/.test(peek(reader))) {
    throw new UnsupportedSyntaxError('a back-reference');
  }
  return readSetEscape(reader) ?? exactly(singleChar(readCharEscape(reader)));
}

/** What stands after `[`, up to and with `]`. */
export function readClass(reader: RegexReader): CharClass {
  const negated = reader.take('^');
  const sets: CharSet[] = [];
  let exact = true;
  while (!reader.take(']')) {
    const first = readClassAtom(reader);
    if (typeof first === 'number' && reader.sees('-') && !reader.sees('-]')) {
      reader.take('-');
      sets.push([[first, readClassAtom(reader) as number]]);
    } else if (typeof first === 'number') {
      sets.push(singleChar(first));
    } else {
      sets.push(first.set);
      exact &&= first.exact;
    }
  }
  if (!exact) return { set: anyChar, exact };
  return exactly(negated ? complementOf(unionOf(sets)) : unionOf(sets));
}

/** A character, or a set such as `\d`, which the flag `u` keeps from being the end of a range. */
function readClassAtom(reader: RegexReader): number | CharClass {
  if (!reader.take('\\')) return reader.codePoint();
  if (reader.take('b')) return 0x08;
  return readSetEscape(reader) ?? readCharEscape(reader);
}

function readSetEscape(reader: RegexReader): CharClass | undefined {
  if (reader.take('p{') || reader.take('P{')) {
    reader.until('}');
    return { set: anyChar, exact: false };
  }
  const set = namedSet(peek(reader));
  if (set === undefined) return undefined;
  reader.codePoint();
  return exactly(set);
}

function readCharEscape(reader: RegexReader): number {
  if (reader.take('u')) return readUnicodeEscape(reader);
  if (reader.take('x')) return reader.hex(2);
  if (reader.take('c')) return reader.codePoint() % 32;
  if (reader.take('0')) return 0;
  const codePoint = reader.codePoint();
  return controls[String.fromCodePoint(codePoint)]?.codePointAt(0) ?? codePoint;
}

function readUnicodeEscape(reader: RegexReader): number {
  if (reader.take('{')) return Number.parseInt(reader.until('}'), 16);
  const unit = reader.hex(4);
  const afterUnit = reader.at;
  if (unit >= 0xd800 && unit <= 0xdbff && reader.take('\\u') && !reader.sees('{')) {
    const low = reader.hex(4);
    if (low >= 0xdc00 && low <= 0xdfff) return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
  }
  reader.at = afterUnit;
  return unit;
}

function peek(reader: RegexReader): string {
  const { at } = reader;
  const char = String.fromCodePoint(reader.codePoint());
  reader.at = at;
  return char;
}

function exactly(set: CharSet): CharClass {
  return { set, exact: true };
}
