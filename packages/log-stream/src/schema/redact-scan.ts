import {
  closeBrace,
  closeBracket,
  findClosing,
  isBlank,
  openBrace,
  openBracket,
  skipBlanks,
} from '../decode/json-span.ts';
import { type RulePlace, stepInto } from './redact-paths.ts';

const quote = 0x22;
const comma = 0x2c;

/**
 * Whether the JSON text holds a member or an element for which there is a rule. Unlike a parsed value,
 * the text still shows the earlier ones of repeated keys.
 *
 * @param json valid JSON on one line
 */
export function holdsMatch(json: Buffer, places: readonly RulePlace[]): boolean {
  return new Scanner(json).value(places);
}

/** Goes over the text once; recursion goes no deeper than the longest path. */
class Scanner {
  private readonly json: Buffer;
  private at: number;

  constructor(json: Buffer) {
    this.json = json;
    this.at = skipBlanks(json, 0, json.length);
  }

  /** Passes over the value that comes next; stops, with true, at a match. */
  value(places: readonly RulePlace[]): boolean {
    const first = this.json[this.at];
    if (first === openBrace && places.length > 0) return this.object(places);
    if (first === openBracket && places.length > 0) return this.array(places);
    this.skipValue();
    return false;
  }

  private object(places: readonly RulePlace[]): boolean {
    this.enter();
    while (this.isInside(closeBrace)) {
      const key = this.key();
      this.enter(); // past the colon
      const { action, inside } = stepInto(places, key);
      if (action !== undefined || this.value(inside)) return true;
      this.toNextEntry();
    }
    this.at += 1;
    return false;
  }

  private array(places: readonly RulePlace[]): boolean {
    this.enter();
    for (let index = 0; this.isInside(closeBracket); index += 1) {
      const { action, inside } = stepInto(places, String(index));
      if (action !== undefined || this.value(inside)) return true;
      this.toNextEntry();
    }
    this.at += 1;
    return false;
  }

  private isInside(closing: number): boolean {
    return this.at < this.json.length && this.json[this.at] !== closing;
  }

  /** Passes over one byte and the blanks behind it. */
  private enter(): void {
    this.at = skipBlanks(this.json, this.at + 1, this.json.length);
  }

  private toNextEntry(): void {
    this.at = skipBlanks(this.json, this.at, this.json.length);
    if (this.json[this.at] === comma) this.enter();
  }

  private key(): string {
    const start = this.at;
    this.skipValue();
    const end = this.at;
    this.at = skipBlanks(this.json, end, this.json.length);
    const name = this.json.toString('utf8', start, end);
    return name.includes('\\') ? JSON.parse(name) : name.slice(1, -1);
  }

  private skipValue(): void {
    const first = this.json[this.at];
    if (first === quote || first === openBrace || first === openBracket) {
      this.at = findClosing(this.json, this.at, this.json.length).end;
      return;
    }
    while (this.at < this.json.length && !endsScalar(this.json[this.at])) this.at += 1;
  }
}

function endsScalar(byte: number | undefined): boolean {
  return byte === comma || byte === closeBrace || byte === closeBracket || isBlank(byte);
}
