import { lineFeed, openBrace, openBracket } from './json-span.ts';

const quote = 0x22;
const comma = 0x2c;
const backslash = 0x5c;

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

/**
 * Commas and opening brackets. A text may hold JSON, alone or after other words: its commas count from
 * its first bracket on, so that those of columns and sentences do not.
 */
function valuesIn(json: Buffer): number {
  let values = 0;
  let inText = false;
  let opened = true;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at];
    if (byte === quote) {
      inText = !inText;
      opened = !inText;
    } else if (byte === openBrace || byte === openBracket) {
      values += 1;
      opened = true;
    } else if (byte === comma && opened) values += 1;
    else if (byte === backslash && inText) at += 1;
    else if (byte === lineFeed) {
      // What was cut off within a text is no JSON; the next line may be.
      inText = false;
      opened = true;
    }
  }
  return values;
}
