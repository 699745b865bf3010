/** One line of a log file. */
export interface Line {
  /** 1-based. */
  number: number;
  /** Where `content` begins, in bytes from the beginning of the (inflated) file. */
  offset: number;
  /** The line without its ending; empty when the line is too long. */
  content: Buffer;
  /** Size of the content in bytes, also of a line that is too long. */
  length: number;
  /** What ends the line: LF, CR LF, or the end of the file. */
  ending: '\n' | '\r\n' | '';
}

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Splits a file into its lines, whatever the borders of the chunks; bytes are never decoded. The line
 * ending and a byte order mark at the file's beginning are no part of a line. A file that does not
 * end in a newline has a last line all the same.
 *
 * @param limit bytes of content above which a line's content is dropped, so that memory is bounded
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<Line> {
  const open = new OpenLine(limit);
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      open.add(chunk.subarray(from, at));
      yield open.end(true);
      from = at + 1;
    }
    open.add(chunk.subarray(from));
  }
  if (open.hasBytes) yield open.end(false);
}

/** The line that is being put together. */
class OpenLine {
  readonly #limit: number;
  #parts: Buffer[] = [];
  #length = 0;
  #number = 1;
  #offset = 0;

  constructor(limit: number) {
    // A byte order mark and the CR of the ending come on top of the content.
    this.#limit = limit + byteOrderMark.length + 1;
  }

  get hasBytes(): boolean {
    return this.#length > 0;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.#length += part.length;
    if (this.#length > this.#limit) this.#parts = [];
    else this.#parts.push(part);
  }

  end(withLineFeed: boolean): Line {
    const line = this.#line(withLineFeed);
    this.#offset += this.#length + (withLineFeed ? 1 : 0);
    this.#number += 1;
    this.#parts = [];
    this.#length = 0;
    return line;
  }

  #line(withLineFeed: boolean): Line {
    const number = this.#number;
    const ending = withLineFeed ? '\n' : '';
    if (this.#length > this.#limit) {
      return {
        number,
        offset: this.#offset,
        content: Buffer.alloc(0),
        length: this.#length,
        ending,
      };
    }
    const bytes = Buffer.concat(this.#parts);
    const start = number === 1 && bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
    const crlf = withLineFeed && bytes.at(-1) === carriageReturn;
    const content = bytes.subarray(start, crlf ? -1 : undefined);
    return {
      number,
      offset: this.#offset + start,
      content,
      length: content.length,
      ending: crlf ? '\r\n' : ending,
    };
  }
}
