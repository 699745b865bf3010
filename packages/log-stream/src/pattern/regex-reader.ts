/** Part of a regular expression that cannot be checked; `message` names it: `a look-ahead`. */
export class UnsupportedSyntaxError extends Error {
  override readonly name = 'UnsupportedSyntaxError';
}

/** Reads the source of a regular expression from its start to its end. */
export class RegexReader {
  at = 0;
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  atEnd(): boolean {
    return this.at >= this.#source.length;
  }

  sees(text: string): boolean {
    return this.#source.startsWith(text, this.at);
  }

  /** Passes over `text` when it comes next. */
  take(text: string): boolean {
    const seen = this.sees(text);
    if (seen) this.at += text.length;
    return seen;
  }

  /** Passes over the text up to `end` and over `end` itself; returns what lay before it. */
  until(end: string): string {
    const found = this.#source.indexOf(end, this.at);
    const text = this.#source.slice(this.at, found);
    this.at = found + end.length;
    return text;
  }

  /** Passes over one character. */
  codePoint(): number {
    const codePoint = this.#source.codePointAt(this.at) ?? 0;
    this.at += codePoint > 0xffff ? 2 : 1;
    return codePoint;
  }

  /** Passes over `length` hexadecimal digits. */
  hex(length: number): number {
    const digits = this.#source.slice(this.at, this.at + length);
    this.at += length;
    return Number.parseInt(digits, 16);
  }

  textFrom(start: number): string {
    return this.#source.slice(start, this.at);
  }
}
