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

/**
 * Parses JSON so that `JSON.stringify` writes every number as it was spelt: a number becomes an object
 * that holds its text (see `numberText`).
 *
 * @throws RangeError when it is nested too deeply (some thousand levels); SyntaxError
 */
export function parseLossless(json: string): unknown {
  return rawJson.parse(json, (_key, value, { source }) =>
    typeof value === 'number' && source !== undefined ? rawJson.rawJSON(source) : value,
  );
}

/** The text of a number that `parseLossless` read; undefined for any other value. */
export function numberText(value: unknown): string | undefined {
  return rawJson.isRawJSON(value) ? (value as { rawJSON: string }).rawJSON : undefined;
}
