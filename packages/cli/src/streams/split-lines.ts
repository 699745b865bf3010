/** One line of a stream of bytes, without its newline. */
export interface Line {
  /** The line, or its beginning when it is longer than the limit. */
  bytes: Buffer;
  /** Bytes of the whole line. */
  length: number;
}

const lineFeed = 0x0a;

/**
 * Splits a stream into lines, all that a chunk completes at a time. Of a line longer than `limit` only
 * the first `limit` bytes are kept.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<Line[]> {
  let open = new OpenLine(limit);
  for await (const chunk of chunks) {
    const lines: Line[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(lineFeed, start);
      if (end === -1) break;
      lines.push(open.close(chunk.subarray(start, end)));
      open = new OpenLine(limit);
      start = end + 1;
    }
    open.add(chunk.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (open.length > 0) yield [open.close(Buffer.alloc(0))];
}

/** Whether a line has nothing but blanks in it. */
export function isBlank(line: Buffer): boolean {
  return line.every((byte) => byte <= 0x20);
}

/** A line whose end has not been seen. */
class OpenLine {
  length = 0;
  private kept = 0;
  private readonly parts: Buffer[] = [];
  private readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    const fits = part.subarray(0, this.limit - this.kept);
    // A copy where the chunk would be kept for the sake of a few bytes of it.
    if (fits.length > 0) this.parts.push(Buffer.from(fits));
    this.kept += fits.length;
    this.length += part.length;
  }

  close(last: Buffer): Line {
    if (this.parts.length === 0) {
      return { bytes: last.subarray(0, this.limit), length: last.length };
    }
    this.add(last);
    return { bytes: Buffer.concat(this.parts), length: this.length };
  }
}
