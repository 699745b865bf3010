import { isJsonObject, parseJson } from '../parse/json-value.ts';
import { decodeLines } from './decode-lines.ts';
import { decodeObject } from './decode-object.ts';
import type { DecodeOutput } from './decode-output.ts';
import { closeBrace, openBrace } from './json-span.ts';
import { utf8Text } from './utf8-text.ts';

/**
 * Decodes text: one JSON object, as nearly all records are, or anything else.
 *
 * @param original the data as it arrived, kept when the text as a whole is bad
 * @throws RecordLimitError or BatchLimitError
 */
export function decodeText(bytes: Buffer, original: Buffer, output: DecodeOutput): void {
  output.expectValues(bytes);
  if (bytes[0] === openBrace && bytes[bytes.length - 1] === closeBrace) {
    const text = utf8Text(bytes);
    if (text !== undefined && !text.includes('\n') && !text.includes('\r')) {
      const value = parseJson(text);
      if (isJsonObject(value)) {
        decodeObject(value, bytes, output);
        return;
      }
    }
  }
  decodeLines(bytes, original, output);
}
