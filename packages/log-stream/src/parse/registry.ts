import type { JsonObject } from '../decode/decoded-event.ts';
import { jsonLine } from './json-line.ts';
import type { LineContext, LineFormat } from './line-format.ts';
import { plainText } from './plain-text.ts';

/** A log line as a structured event, and the name of the format that read it. */
export interface ParsedLine {
  format: string;
  value: JsonObject;
}

/** In the order in which they are tried; `plainText` takes whatever is left. */
const lineFormats: readonly LineFormat[] = [jsonLine];

/**
 * Reads a log line by the first format that knows it; never throws.
 *
 * @param line a whole event, which may hold newlines; without one at its end
 */
export function parseLine(line: string, context: LineContext): ParsedLine {
  for (const format of lineFormats) {
    const value = format.parse(line, context);
    if (value !== undefined) return { format: format.name, value };
  }
  return { format: plainText.name, value: plainText.parse(line) };
}
