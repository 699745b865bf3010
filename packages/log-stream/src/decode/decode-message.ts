import type { DecodeOutput } from './decode-output.ts';
import type { LogEventOrigin } from './log-event-origin.ts';

/** Decodes the message of one CloudWatch Logs event: JSON as it is, any other line by its format. */
export function decodeMessage(message: string, origin: LogEventOrigin, output: DecodeOutput): void {
  const line = withoutLineEnd(message);
  const { format, value, json } = output.parseLine(line, origin);
  output.textEvent(value, json, origin, format);
}

function withoutLineEnd(message: string): string {
  const end = message.length - 1;
  if (message.charCodeAt(end) !== 0x0a) return message;
  return message.slice(0, message.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
}
