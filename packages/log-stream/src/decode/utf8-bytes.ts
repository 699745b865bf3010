/** Many lines fit, so that few are made; a slab is freed when the last of its lines is. */
const slabSize = 128 * 1024;
/** A longer text gets memory of its own, so that the end of a slab that is left unused stays small. */
const maxLength = 4 * 1024;
/** UTF-8 takes so many bytes at most for one unit of UTF-16. */
const maxBytesPerUnit = 3;

let slab = Buffer.alloc(0);
let used = 0;

/**
 * A text as UTF-8, as a view of memory that it shares with other lines. That is what `Buffer.from` does
 * too, but in slabs of 8 KB and after a pass over the text to measure it.
 */
export function utf8Bytes(text: string): Buffer {
  const { length } = text;
  if (length > maxLength) return Buffer.from(text);
  if (used + length * maxBytesPerUnit > slab.length) {
    slab = Buffer.allocUnsafeSlow(slabSize);
    used = 0;
  }
  const start = used;
  used += slab.write(text, start);
  return slab.subarray(start, used);
}
