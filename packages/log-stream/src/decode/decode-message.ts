import type { DecodeOutput } from './decode-output.ts';
import type { LogEventOrigin } from './log-event-origin.ts';

/** Decodes the message of one CloudWatch Logs event: JSON as it is, any other line by its format. */
export function decodeMessage(message: string, origin: LogEventOrigin, output: DecodeOutput): void {
  const line = withoutLineEnd(message);
  const { format, value } = output.parseLine(line, origin);
  const text = format === 'json' ? jsonText(line) : JSON.stringify(value);
  output.textEvent(value, text, origin, format);
}

function withoutLineEnd(message: string): string {
  if (message.endsWith('\r\n')) return message.slice(0, -2);
  return message.endsWith('\n') ? message.slice(0, -1) : message;
}

/** The line's own text: without the blanks around the object, and a blank for each newline in it. */
function jsonText(line: string): string {
  let text = line.trim();
  if (text.includes('\n') || text.includes('\r')) text = text.replaceAll(/[\r\n]/g, ' ');
  // Half a surrogate pair has no UTF-8; valid JSON has it in strings only, where an escape says it.
  if (!text.isWellFormed()) text = text.replaceAll(/\p{Surrogate}/gu, escaped);
  return text;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}
