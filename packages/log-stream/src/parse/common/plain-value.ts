/** JSON's numbers without an exponent: `7e5` and `12e4567` are more often ids than numbers. */
const NUMBER = /^(?:0|-?[1-9]\d*|-?(?:0|[1-9]\d*)\.\d+)$/;

/** Sixteen characters hold every number that a double does exactly, a sign and a point among them. */
const MAX_LENGTH = 17;

/**
 * The number that a text plainly is, or undefined: `200`, `-1`, `0.086`; not `007`, `+1`, `1e5`, `.5`,
 * nor an integer past 2^53 or a fraction with more digits than a double keeps.
 */
export function plainNumber(text: string): number | undefined {
  const first = text.charCodeAt(0);
  if (!(first === 0x2d || (first >= 0x30 && first <= 0x39))) return undefined;
  if (text.length > MAX_LENGTH || !NUMBER.test(text)) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return undefined;
  return value;
}

/**
 * A bare word as the JSON scalar that it plainly is: a number (see `plainNumber`), `true`, `false` and
 * `null`; any other as text. Words in quotes are text already and do not come here.
 */
export function plainValue(text: string): string | number | boolean | null {
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (text === 'null') return null;
  return plainNumber(text) ?? text;
}
