/** TypeScript's library does not know these of the runtime's yet. */
interface RawJson {
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): boolean;
  parse(text: string, reviver: (key: string, value: unknown, context: Source) => unknown): unknown;
}
interface Source {
  source?: string;
}
const rawJson = JSON as unknown as RawJson;

/** Each takes some 300 bytes while it is parsed. */
const mostValues = 300_000;

/**
 * Parses JSON so that `JSON.stringify` writes every number as it was spelt: a number becomes an object
 * that holds its text (see `numberText`).
 *
 * @throws RangeError when it is nested too deeply (some thousand levels) or holds too many values (more
 *   than 300,000, counted by commas and opening brackets, those in texts too); SyntaxError
 */
export function parseLossless(json: string): unknown {
  if (json.length > mostValues && valuesIn(json) > mostValues) {
    throw new RangeError('the JSON holds too many values');
  }
  return rawJson.parse(json, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? rawJson.rawJSON(source) : value,
  );
}

/** The text of a number that `parseLossless` read; undefined for any other value. */
export function numberText(value: unknown): string | undefined {
  return rawJson.isRawJSON(value) ? (value as { rawJSON: string }).rawJSON : undefined;
}

function valuesIn(json: string): number {
  let values = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === comma || code === openBrace || code === openBracket) values += 1;
  }
  return values;
}

const comma = 0x2c;
const openBrace = 0x7b;
const openBracket = 0x5b;
