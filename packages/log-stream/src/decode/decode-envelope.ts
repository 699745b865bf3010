import { isUtf8 } from 'node:buffer';
import { isJsonObject } from '../parse/json-value.ts';
import { decodeMessage } from './decode-message.ts';
import type { DecodeOutput } from './decode-output.ts';
import type { JsonObject, Reason } from './decoded-event.ts';
import { readHead } from './envelope-head.ts';
import { type EnvelopeSource, envelopeSource, LogEventOrigin } from './log-event-origin.ts';
import { RawEnvelope } from './raw-envelope.ts';

/**
 * Takes the log events out of a CloudWatch Logs envelope.
 *
 * A control message is counted and dropped. An envelope of an unknown type gives its log events like
 * any other. Refused as a whole is one without a list of log events, one of an unknown type whose list
 * is empty, and one whose names cannot be read; refused by itself, a log event without a message.
 *
 * @param bytes the envelope as one line of JSON
 */
export function decodeEnvelope(envelope: JsonObject, bytes: Buffer, output: DecodeOutput): void {
  if (envelope.messageType === 'CONTROL_MESSAGE') {
    output.controlMessages += 1;
    return;
  }
  const head = readHead(envelope);
  const headJson = JSON.stringify(head);
  const wholeUtf8 = isUtf8(bytes);
  const problem = findProblem(envelope, headJson, wholeUtf8);
  if (problem !== undefined) {
    output.reject('not_object', `the CloudWatch Logs envelope ${problem}`, bytes);
    return;
  }
  const logEvents = envelope.logEvents as unknown[];
  output.expectEvents(logEvents.length);
  const source = envelopeSource(head, new RawEnvelope(bytes, headJson), output.arrivedMs);
  for (let index = 0; index < logEvents.length; index += 1) {
    if (wholeUtf8 || isUtf8(source.raw.event(index))) {
      decodeLogEvent(logEvents[index], index, source, output);
    } else {
      rejectLogEvent('not_json', 'is not UTF-8', index, source, output);
    }
  }
}

/**
 * Length of what an envelope says beside its log events. The service's own limits come to half of it,
 * and each log event that is quarantined repeats it.
 */
const maxHeadLength = 4096;

/** Why nothing of the envelope can be used. */
function findProblem(
  { logEvents, messageType }: JsonObject,
  headJson: string,
  wholeUtf8: boolean,
): string | undefined {
  if (!Array.isArray(logEvents)) return 'has no list of log events';
  if (logEvents.length === 0 && messageType !== 'DATA_MESSAGE') {
    return 'is of an unknown type and has no log events';
  }
  if (headJson.length > maxHeadLength) return 'has names longer than the service allows';
  if (!wholeUtf8 && headJson.includes('\ufffd')) return 'has names that are not UTF-8';
  return undefined;
}

function decodeLogEvent(
  event: unknown,
  index: number,
  source: EnvelopeSource,
  output: DecodeOutput,
): void {
  const message = isJsonObject(event) ? event.message : undefined;
  if (!isJsonObject(event) || message === undefined || message === null) {
    rejectLogEvent('not_object', 'is no object with a message', index, source, output);
    return;
  }
  if (typeof message === 'string') {
    decodeMessage(message, new LogEventOrigin(source, index, event, message), output);
    return;
  }
  // Of anything but a string the text is taken as it stands: a number may have lost digits.
  const raw = source.raw.member(index, 'message');
  const origin = new LogEventOrigin(source, index, event, raw);
  if (isJsonObject(message)) output.event(message, raw, origin);
  else decodeMessage(raw.toString(), origin, output);
}

function rejectLogEvent(
  reason: Reason,
  problem: string,
  index: number,
  source: EnvelopeSource,
  output: DecodeOutput,
): void {
  const detail = `log event ${index + 1} of the CloudWatch Logs envelope ${problem}`;
  output.reject(reason, detail, source.raw.withOnly(index));
}
