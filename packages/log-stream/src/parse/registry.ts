import { jsonLine } from './json-line.ts';
import { lambdaFormats } from './lambda/index.ts';
import type { LineFormat, LineParser } from './line-format.ts';
import { plainText } from './plain-text.ts';
import { runtimeFormats } from './runtime/index.ts';

/** Every format, in the order in which they are tried; `plainText` takes whatever is left. */
export const lineFormats: readonly LineFormat[] = [jsonLine, ...lambdaFormats, ...runtimeFormats];

/** A parser that asks these formats in this order, and then takes the line as plain text. */
export function createLineParser(formats: readonly LineFormat[]): LineParser {
  return (line, context) => {
    for (const format of formats) {
      const value = format.parse(line, context);
      if (value !== undefined) return { format: format.name, value };
    }
    return { format: plainText.name, value: plainText.parse(line) };
  };
}

/** Reads a log line by the first format that knows it; never throws. */
export const parseLine: LineParser = createLineParser(lineFormats);
