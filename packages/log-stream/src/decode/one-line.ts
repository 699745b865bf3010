import { carriageReturn, lineFeed } from './json-span.ts';

/**
 * The same JSON on one line: a copy with a blank for each line break, or the bytes themselves when they
 * have none. Valid JSON has line breaks between tokens only, where a blank says the same.
 */
export function onOneLine(bytes: Buffer): Buffer {
  if (!bytes.includes(lineFeed) && !bytes.includes(carriageReturn)) return bytes;
  const copy = Buffer.from(bytes);
  for (let at = 0; at < copy.length; at += 1) {
    if (copy[at] === lineFeed || copy[at] === carriageReturn) copy[at] = 0x20;
  }
  return copy;
}
