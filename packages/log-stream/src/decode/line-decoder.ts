import { isJsonObject, parseJson } from '../parse/json-value.ts';
import { isEnvelope } from './cloudwatch-envelope.ts';
import { decodeObject } from './decode-object.ts';
import type { DecodeOutput } from './decode-output.ts';
import {
  type Closing,
  carriageReturn,
  closeBrace,
  closeBracket,
  findClosing,
  isBlank,
  lineFeed,
  openBrace,
  openBracket,
  type Span,
  trimmed,
} from './json-span.ts';
import { onOneLine } from './one-line.ts';
import { rejectText } from './reject-text.ts';
import { utf8Text } from './utf8-text.ts';

/** Takes text apart, a line at a time or as many as an object goes over; see `decodeLines`. */
export class LineDecoder {
  private readonly bytes: Buffer;
  private readonly output: DecodeOutput;
  /**
   * Bytes that may still be read in search of the end of an object on a later line. Without a bound,
   * text of nothing but opening brackets would cost the square of its length.
   */
  private patience: number;

  constructor(bytes: Buffer, output: DecodeOutput) {
    this.bytes = bytes;
    this.output = output;
    this.patience = 16 * bytes.length;
  }

  /** Decodes the line that begins at `start`, and what belongs to it; returns where the next begins. */
  decodeFrom(start: number): number {
    const end = this.lineEnd(start);
    const line = trimmed(this.bytes, { start, end });
    if (line.start === line.end) return end + 1;
    const object = this.bytes[line.start] === openBrace && this.bytes[line.end - 1] === closeBrace;
    if (object && this.decodeValue(line)) return end + 1;
    return this.decodeValues(line.start);
  }

  /** Decodes values from `start` on, one after another, until a line ends after one of them. */
  private decodeValues(start: number): number {
    let at = start;
    let lineEnd = this.lineEnd(at);
    for (;;) {
      const { closed, end } = this.findEnd(at, lineEnd);
      const next = this.skipInLine(end);
      const atObject = this.bytes[next] === openBrace;
      if (!closed || !(atObject || this.endsLine(next))) return this.rejectLine(at, lineEnd);
      if (!this.decodeValue({ start: at, end })) {
        this.patience -= end - at;
        if (!atObject || end > lineEnd) return this.rejectLine(at, lineEnd);
        this.reject({ start: at, end });
      }
      if (!atObject) return next + 1;
      at = next;
      if (at > lineEnd) lineEnd = this.lineEnd(at);
    }
  }

  /** False when the span is no JSON object or array, or not UTF-8. */
  private decodeValue({ start, end }: Span): boolean {
    const bytes = this.bytes.subarray(start, end);
    const text = utf8Text(bytes);
    const value = parseJson(text ?? bytes.toString());
    if (isJsonObject(value)) {
      // One event that is not UTF-8 must not take its whole envelope with it.
      if (text === undefined && !isEnvelope(value)) return false;
      decodeObject(value, onOneLine(bytes), this.output);
      return true;
    }
    if (text === undefined || !Array.isArray(value)) return false;
    this.reject({ start, end });
    return true;
  }

  private findEnd(start: number, lineEnd: number): Closing {
    const first = this.bytes[start];
    if (first !== openBrace && first !== openBracket) return { closed: false, end: start };
    const limit = this.patience > 0 ? this.bytes.length : lineEnd;
    const closing = findClosing(this.bytes, start, limit);
    this.patience -= closing.end - start;
    return closing;
  }

  /** Refuses what begins at `start`, up to the end of its line or of the lines that continue it. */
  private rejectLine(start: number, lineEnd: number): number {
    let end = lineEnd;
    const first = this.bytes[start];
    const bracket = first === openBrace || first === openBracket;
    if (bracket && !findClosing(this.bytes, start, lineEnd).closed) {
      while (end + 1 < this.bytes.length && this.continues(end + 1)) end = this.lineEnd(end + 1);
    }
    this.reject({ start, end: this.bytes[end - 1] === carriageReturn ? end - 1 : end });
    return end + 1;
  }

  /** Printed over several lines, an object's inner lines are indented and its last one closes it. */
  private continues(lineStart: number): boolean {
    const first = this.bytes[lineStart];
    return first === 0x20 || first === 0x09 || first === closeBrace || first === closeBracket;
  }

  /** Refuses the span, which begins with no blank, together with the blanks before it in its line. */
  private reject({ start, end }: Span): void {
    let from = start;
    while (isBlank(this.bytes[from - 1]) && this.bytes[from - 1] !== lineFeed) from -= 1;
    rejectText(this.bytes.subarray(from, end), start - from, this.output);
  }

  private lineEnd(start: number): number {
    const end = this.bytes.indexOf(lineFeed, start);
    return end === -1 ? this.bytes.length : end;
  }

  private endsLine(at: number): boolean {
    return at >= this.bytes.length || this.bytes[at] === lineFeed;
  }

  private skipInLine(start: number): number {
    let at = start;
    while (isBlank(this.bytes[at]) && this.bytes[at] !== lineFeed) at += 1;
    return at;
  }
}
