import type { DecodeOutput } from './decode-output.ts';
import type { LogEventOrigin } from './log-event-origin.ts';

/** Decodes the message of one CloudWatch Logs event: JSON as it is, any other line by its format. */
export function decodeMessage(message: string, origin: LogEventOrigin, output: DecodeOutput): void {
  const line = withoutLineEnd(message);
  const { format, value, json } = output.parseLine(line, origin);
  output.textEvent(value, json, origin, format);
}

function withoutLineEnd(message: string): string {
  if (message.endsWith('\r\n')) return message.slice(0, -2);
  return message.endsWith('\n') ? message.slice(0, -1) : message;
}
