import { isJsonObject, parseJson } from './json-value.ts';
import type { LineFormat } from './line-format.ts';

/** A line that is one JSON object, as structured loggers write it. */
export const jsonLine: LineFormat = {
  name: 'json',
  parse(line) {
    if (!beginsObject(line)) return undefined;
    const value = parseJson(line);
    return isJsonObject(value) ? value : undefined;
  },
};

function beginsObject(line: string): boolean {
  return line.startsWith('{') || /^[ \t\r\n]+\{/.test(line);
}
