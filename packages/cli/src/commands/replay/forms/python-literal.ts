/**
 * The JSON of a Python dict in the form that `str()` gives it, as Baikonur Logging wrote failed logs;
 * undefined when the text is anything else. Integers keep their digits; `nan` and the infinities, which
 * JSON has no word for, become texts; tuples become arrays.
 */
export function jsonOfPython(text: string): string | undefined {
  const reader = new PythonReader(text);
  try {
    const json = reader.value(0);
    return json.startsWith('{') && reader.atEnd() ? json : undefined;
  } catch (error) {
    if (error instanceof NotPython) return undefined;
    throw error;
  }
}

class NotPython extends Error {
  override readonly name = 'NotPython';
}

const deepest = 500;
const words: Readonly<Record<string, string>> = {
  None: 'null',
  True: 'true',
  False: 'false',
  nan: '"NaN"',
  inf: '"Infinity"',
  '-inf': '"-Infinity"',
};
const brackets: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b' };
const token = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.])|-?[A-Za-z]+/y;
const escapeSequence = /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|(['"\\ntrab]))/y;
const blanks = / */y;

class PythonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text.trim();
  }

  atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** Reads one value and answers its JSON. */
  value(depth: number): string {
    if (depth > deepest) throw new NotPython();
    const first = this.#text[this.#at] ?? '';
    if (first === "'" || first === '"') return JSON.stringify(this.#string(first));
    const closing = brackets[first];
    if (closing !== undefined) return this.#collection(first, closing, depth);
    const found = this.#match(token)?.[0];
    if (found === undefined) throw new NotPython();
    const word = words[found];
    if (word === undefined && /[A-Za-z]/.test(found[0] ?? '')) throw new NotPython();
    return word ?? found;
  }

  #collection(opening: string, closing: string, depth: number): string {
    this.#at += 1;
    const items: string[] = [];
    for (;;) {
      this.#match(blanks);
      if (this.#text[this.#at] === closing) break;
      if (items.length > 0) this.#skip(',');
      // The comma after the only item of a tuple.
      if (this.#text[this.#at] === closing) break;
      items.push(opening === '{' ? this.#member(depth) : this.value(depth + 1));
    }
    this.#at += 1;
    return opening === '{' ? `{${items.join(',')}}` : `[${items.join(',')}]`;
  }

  #member(depth: number): string {
    const key = this.value(depth + 1);
    this.#match(blanks);
    this.#skip(':');
    const name = key.startsWith('"') ? key : JSON.stringify(key);
    return `${name}:${this.value(depth + 1)}`;
  }

  #skip(character: string): void {
    if (this.#text[this.#at] !== character) throw new NotPython();
    this.#at += 1;
    this.#match(blanks);
  }

  #string(quote: string): string {
    this.#at += 1;
    let text = '';
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) throw new NotPython();
      if (character === quote) break;
      text += character === '\\' ? this.#escaped() : character;
      if (character !== '\\') this.#at += 1;
    }
    this.#at += 1;
    return text;
  }

  #escaped(): string {
    const [, two, four, eight, single] = this.#match(escapeSequence) ?? [];
    const code = two ?? four ?? eight;
    if (code === undefined && single === undefined) throw new NotPython();
    if (code === undefined) return escapes[single ?? ''] ?? single ?? '';
    const point = Number.parseInt(code, 16);
    if (point > 0x10ffff) throw new NotPython();
    return String.fromCodePoint(point);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
}
