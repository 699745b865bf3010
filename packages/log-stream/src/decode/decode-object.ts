import { isEnvelope } from './cloudwatch-envelope.ts';
import { decodeEnvelope } from './decode-envelope.ts';
import type { DecodeOutput } from './decode-output.ts';
import type { JsonObject } from './decoded-event.ts';

/** A JSON object of a record's text: a CloudWatch Logs envelope with events in it, or an event. */
export function decodeObject(value: JsonObject, bytes: Buffer, output: DecodeOutput): void {
  if (isEnvelope(value)) decodeEnvelope(value, bytes, output);
  else output.event(value, bytes, undefined);
}
