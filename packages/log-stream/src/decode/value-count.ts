import { openBrace, openBracket } from './json-span.ts';

const comma = 0x2c;

/**
 * Keeps count of the values in the JSON of one record. A text has at most as many as it has bytes, so
 * as a rule none is looked at.
 */
export class ValueCount {
  private counted = 0;
  private uncountedBytes = 0;
  /** Nearly all records have one text, and a list for each record would be dear. */
  private first: Buffer | undefined = undefined;
  private others: Buffer[] | undefined = undefined;

  /** Whether with this text there are at most so many values. */
  staysWithin(limit: number, text: Buffer): boolean {
    if (this.first === undefined) this.first = text;
    else {
      this.others ??= [];
      this.others.push(text);
    }
    this.uncountedBytes += text.length;
    return this.counted + this.uncountedBytes <= limit || this.count() <= limit;
  }

  reset(): void {
    this.counted = 0;
    this.startAnew();
  }

  private count(): number {
    if (this.first !== undefined) this.counted += valuesIn(this.first);
    for (const text of this.others ?? []) this.counted += valuesIn(text);
    this.startAnew();
    return this.counted;
  }

  private startAnew(): void {
    this.uncountedBytes = 0;
    this.first = undefined;
    this.others = undefined;
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
