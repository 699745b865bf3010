/** Where a value stands in a JSON document: its name or index, inside another. */
export interface Place {
  name: string | number;
  within: Place | undefined;
  /** Number of names in its path. */
  depth: number;
}

/** A text among the values of a JSON document. */
export interface TextMember {
  place: Place;
  /** Of its first byte after the opening quote. */
  start: number;
  /** Of its closing quote. */
  end: number;
}

interface Container {
  place: Place | undefined;
  isArray: boolean;
  /** Of the member that is being read; undefined where a key comes next. */
  name: string | number | undefined;
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * All texts of a JSON object but its keys, at any depth, in their order; without recursion, in one pass
 * over the bytes.
 *
 * @param json valid JSON
 */
export function textMembers(json: Buffer): TextMember[] {
  const reader = new TextReader(json);
  let at = 0;
  while (at < json.length) at = reader.next(at);
  return reader.texts;
}

class TextReader {
  readonly texts: TextMember[] = [];
  private readonly json: Buffer;
  private readonly outer: Container[] = [];
  private container: Container = { place: undefined, isArray: true, name: 0 };

  constructor(json: Buffer) {
    this.json = json;
  }

  /** Reads the token, or the byte inside of one, at a place; returns the next place. */
  next(at: number): number {
    const byte = this.json[at];
    if (byte === quote) return this.text(at);
    if (byte === openBrace || byte === openBracket) this.open(byte === openBracket);
    else if (byte === closeBrace || byte === closeBracket) this.close();
    else if (byte === comma) this.nextEntry();
    return at + 1;
  }

  private text(start: number): number {
    const end = closingQuote(this.json, start + 1);
    const { container } = this;
    if (container.name === undefined) container.name = keyBetween(this.json, start, end);
    else this.texts.push({ place: placeIn(container), start: start + 1, end });
    return end + 1;
  }

  private open(isArray: boolean): void {
    const place = this.outer.length === 0 ? undefined : placeIn(this.container);
    this.outer.push(this.container);
    this.container = { place, isArray, name: isArray ? 0 : undefined };
  }

  private close(): void {
    this.container = this.outer.pop() ?? this.container;
  }

  private nextEntry(): void {
    const { container } = this;
    container.name = container.isArray ? Number(container.name) + 1 : undefined;
  }
}

/** A place as a path: `items.0.name`. */
export function pathOf(place: Place): string {
  const names: (string | number)[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.within) names.push(at.name);
  return names.reverse().join('.');
}

function placeIn({ place, name = '' }: Container): Place {
  return { name, within: place, depth: (place?.depth ?? 0) + 1 };
}

function closingQuote(json: Buffer, start: number): number {
  let at = start;
  while (at < json.length && json[at] !== quote) at += json[at] === backslash ? 2 : 1;
  return at;
}

/** Keys may be written with escapes. */
function keyBetween(json: Buffer, start: number, end: number): string {
  const text = json.toString('utf8', start, end + 1);
  return text.includes('\\') ? JSON.parse(text) : text.slice(1, -1);
}
