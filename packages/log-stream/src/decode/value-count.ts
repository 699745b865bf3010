import { openBrace, openBracket } from './json-span.ts';

const comma = 0x2c;

/**
 * Keeps count of the values in the JSON of one record. A text has at most as many as it has bytes, so
 * as a rule none is looked at.
 */
export class ValueCount {
  private counted = 0;
  private uncounted: Buffer[] = [];
  private uncountedBytes = 0;

  /** Whether with this text there are at most so many values. */
  staysWithin(limit: number, text: Buffer): boolean {
    this.uncounted.push(text);
    this.uncountedBytes += text.length;
    if (this.counted + this.uncountedBytes <= limit) return true;
    for (const each of this.uncounted) this.counted += valuesIn(each);
    this.uncounted = [];
    this.uncountedBytes = 0;
    return this.counted <= limit;
  }

  reset(): void {
    this.counted = 0;
    this.uncountedBytes = 0;
    this.uncounted.length = 0;
  }
}

function valuesIn(text: Buffer): number {
  let values = 0;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === comma || byte === openBrace || byte === openBracket) values += 1;
  }
  return values;
}
