import { isUtf8 } from 'node:buffer';
import { parseJson } from '../parse/json-value.ts';
import type { DecodeOutput } from './decode-output.ts';
import { utf8Text } from './utf8-text.ts';

/** The detail of a reject: the JSON parser's own words would quote the text. */
export const notUtf8 = 'the text is not UTF-8';

/**
 * Refuses text that is no JSON object, and says what it is instead.
 *
 * @param indent number of blanks that the text begins with
 */
export function rejectText(bytes: Buffer, indent: number, output: DecodeOutput): void {
  const kind = kindOf(bytes.subarray(indent));
  if (kind !== undefined) {
    output.reject('not_object', `the JSON is ${kind}, not an object`, bytes);
  } else {
    output.reject('not_json', isUtf8(bytes) ? 'the text is not JSON' : notUtf8, bytes);
  }
}

/** What kind of JSON value the text is, other than an object; undefined when it is not JSON. */
function kindOf(bytes: Buffer): string | undefined {
  // A failed JSON.parse is dear, and most lines show by their first character that it would fail.
  if (!beginsValue.test(String.fromCharCode(bytes[0] ?? 0))) return undefined;
  const text = utf8Text(bytes);
  const value = text === undefined ? undefined : parseJson(text);
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return value === undefined ? undefined : `a ${typeof value}`;
}

const beginsValue = /[[\d"tfn-]/;
