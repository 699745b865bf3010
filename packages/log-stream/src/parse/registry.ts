import { awsFormats } from './aws/index.ts';
import { genericText } from './common/generic-text.ts';
import { commonFormats } from './common/index.ts';
import { byFirstCharacter } from './first-characters.ts';
import { jsonLine } from './json-line.ts';
import { jsonText, jsonTextWith } from './json-text.ts';
import { lambdaFormats } from './lambda/index.ts';
import type { LineContext, LineFormat, LineParser, ParsedLine } from './line-format.ts';
import { runtimeFormats } from './runtime/index.ts';

/** Every format, in the order in which they are tried; the last one takes any line. */
export const lineFormats: readonly LineFormat[] = [
  ...lambdaFormats,
  ...runtimeFormats,
  ...awsFormats,
  jsonLine,
  ...commonFormats,
];

const known: ReadonlySet<LineFormat> = new Set(lineFormats);

/**
 * A parser that asks these formats in this order, and then takes the line as text. A format that throws,
 * which none should, is passed over.
 */
export function createLineParser(formats: readonly LineFormat[]): LineParser {
  const formatsFor = byFirstCharacter(formats, known);
  return (line, context) => {
    for (const format of formatsFor(line)) {
      try {
        const read = readBy(format, line, context);
        if (read !== undefined) return read;
      } catch {
        // One line must not hold up its shard: the next format has it, or it stays text.
      }
    }
    return takeAsText(line, context);
  };
}

function readBy(format: LineFormat, line: string, context: LineContext): ParsedLine | undefined {
  const whole = format.shortcut?.(line, context);
  if (whole !== undefined) return { format: format.name, value: whole.value, json: whole.json };
  const value = format.parse(line, context);
  return value === undefined ? undefined : parsed(format, line, value);
}

function parsed(format: LineFormat, line: string, value: ParsedLine['value']): ParsedLine {
  if (format === jsonLine) return { format: format.name, value, json: jsonText(line) };
  const kept = format.keepsJson ? jsonTextWith(line, value) : undefined;
  return { format: format.name, value, json: kept ?? JSON.stringify(value) };
}

function takeAsText(line: string, context: LineContext): ParsedLine {
  const value = genericText.parse(line, context) ?? { message: line };
  return { format: genericText.name, value, json: JSON.stringify(value) };
}

/** Reads a log line by the first format that knows it; never throws. */
export const parseLine: LineParser = createLineParser(lineFormats);
