const headLength = 64 * 1024;
const lineFeed = 0x0a;

/** The beginning of a stream, and the whole of it from the beginning. */
export interface Head {
  head: Buffer;
  /** Whether the head is all there is. */
  complete: boolean;
  whole: AsyncIterable<Buffer>;
}

/**
 * Reads as much of a stream as it takes to tell what it is: a line, so that a log that grows slowly is
 * not waited for, but of compressed data 64 KiB, or all there is.
 */
export async function readHead(chunks: AsyncIterable<Buffer>): Promise<Head> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let head: Buffer = Buffer.alloc(0);
  let complete = false;
  while (head.length < headLength && !hasTextLine(head)) {
    const { done, value } = await iterator.next();
    complete = done ?? false;
    if (complete) break;
    read.push(value);
    head = read.length === 1 ? value : Buffer.concat(read);
  }
  return { head, complete, whole: resume(head, iterator) };
}

/** Compressed data may have a newline anywhere; it begins with a byte that no text begins with. */
function hasTextLine(head: Buffer): boolean {
  if (head[0] === 0x1f) return false;
  const start = head.findIndex((byte) => byte > 0x20);
  return start !== -1 && head.includes(lineFeed, start);
}

async function* resume(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (head.length > 0) yield head;
    for (;;) {
      const { done, value } = await rest.next();
      if (done) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}
