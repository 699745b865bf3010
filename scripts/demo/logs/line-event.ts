import { isUtf8 } from 'node:buffer';
import type { SchemaKeys } from '@logdrive/log-stream';
import { isEnvelope } from '../../../packages/log-stream/src/decode/cloudwatch-envelope.ts';
import { memberPath, readMember } from '../../../packages/log-stream/src/schema/member-path.ts';
import { timeAtBeginning } from './line-time.ts';

/** What a line of a log file is sent as. */
export interface LineEvent {
  logType: string;
  bytes: Buffer;
  /** How the line became the event. */
  form: 'json' | 'text with its own time' | 'text with the time of sending';
  /** Where `bytes` begin inside the line: a JSON object is sent without the blanks around it. */
  start: number;
  /** Whether invalid UTF-8 was replaced by U+FFFD: text in JSON cannot carry it. */
  replaced: boolean;
}

export interface LineContext {
  keys: SchemaKeys;
  /** For lines that are not JSON. */
  logType: string;
  /** The time of sending, ISO 8601. */
  now: string;
  /** Whether JSON objects are sent as text too. */
  textOnly?: boolean | undefined;
}

/** The row in the table of events whose log type cannot be read. */
export const noLogType = '(no log type)';

const openBrace = 0x7b;
const carriageReturn = 0x0d;

/** Blank, tab or carriage return: what JSON allows between tokens of one line. */
export function isBlankByte(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === carriageReturn;
}

/** Whether there is nothing in a line but blanks; such lines are not sent. */
export function isBlank(line: Uint8Array): boolean {
  return line.every(isBlankByte);
}

/** A JSON object as it is, byte for byte; any other line as the text of an event made for it. */
export function lineEvent(line: Buffer, context: LineContext): LineEvent {
  const json = context.textOnly ? undefined : jsonEvent(line, context.keys);
  return json ?? textEvent(line, context);
}

function jsonEvent(line: Buffer, keys: SchemaKeys): LineEvent | undefined {
  const start = line.findIndex((byte) => !isBlankByte(byte));
  if (line[start] !== openBrace) return undefined;
  const end = line.findLastIndex((byte) => !isBlankByte(byte)) + 1;
  const bytes = line.subarray(start, end);
  // A CR between tokens becomes a blank on the way; as text the line arrives as it is.
  if (bytes.includes(carriageReturn)) return undefined;
  try {
    const value = JSON.parse(bytes.toString()) as Record<string, unknown>;
    // An envelope stands for the events in it, none of which is this line.
    if (isEnvelope(value)) return undefined;
    const logType = readMember(value, memberPath(keys.logType));
    const known = typeof logType === 'string' && logType !== '';
    return { logType: known ? logType : noLogType, bytes, form: 'json', start, replaced: false };
  } catch {
    return undefined; // it only looks like JSON: text
  }
}

function textEvent(line: Buffer, { keys, logType, now }: LineContext): LineEvent {
  const message = line.toString();
  const own = timeAtBeginning(message);
  const event = { [keys.logType]: logType, [keys.time]: own ?? now, message };
  return {
    logType,
    bytes: Buffer.from(JSON.stringify(event)),
    form: own === undefined ? 'text with the time of sending' : 'text with its own time',
    start: 0,
    replaced: !isUtf8(line),
  };
}
