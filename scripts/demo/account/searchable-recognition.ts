import { parseTimestamp, type SchemaKeys } from '@logdrive/log-stream';
import {
  type MemberPath,
  memberPath,
  readMember,
} from '../../../packages/log-stream/src/schema/member-path.ts';
import { type JsonObject, needsIdInside, parseEvent, removeMember } from './log-id.ts';
import type { Recognition } from './recognition.ts';

const isoWithZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
/** Between them epoch numbers count milliseconds. */
const epochMs = { first: 1e11, end: 1e13 };

/**
 * By what the way into a search engine leaves of an event: a time in a form that engines do not read,
 * a message that is an object and the text of Lambda's `platform.fault` are written in other forms.
 * Events of one log type, log id and day are one document.
 */
export function searchableRecognition(keys: SchemaKeys): Recognition {
  const [logId, time] = [memberPath(keys.logId), memberPath(keys.time)];
  return {
    isWrittenAnew(bytes) {
      if (needsIdInside(bytes, logId)) return true;
      const event = parseEvent(bytes);
      return event !== undefined && isOdd(event, time);
    },
    spelled(bytes) {
      const event = parseEvent(bytes);
      return event && spelledWithout(event, [logId, time]);
    },
    identity(bytes) {
      const event = parseEvent(bytes);
      const id = event && readMember(event, logId);
      if (event === undefined || id === undefined || id === null || id === '') return undefined;
      const day = dayOf(readMember(event, time));
      return JSON.stringify([readMember(event, memberPath(keys.logType)), String(id), day]);
    },
  };
}

/**
 * `date=YYYY-MM-DD/hour=HH` in UTC; undefined when a time is none that engines read, which stand in
 * documents in two forms only.
 */
export function hourOfDocument(time: unknown): string | undefined {
  if (!isReadable(time)) return undefined;
  const at = new Date(time as string | number);
  if (Number.isNaN(at.getTime())) return undefined;
  const [date, clock = ''] = at.toISOString().split('T');
  return `date=${date}/hour=${clock.slice(0, 2)}`;
}

function dayOf(time: unknown): string | undefined {
  return hourOfDocument(time)?.split('/')[0];
}

/** Without a time that can be read it ends in the quarantine, which keeps its bytes. */
function isOdd(event: JsonObject, path: MemberPath): boolean {
  const time = readMember(event, path);
  if (parseTimestamp(time, 'UTC') === undefined) return false;
  return (
    !isReadable(time) ||
    holdsObject(event.message) ||
    (event.type === 'platform.fault' && typeof event.record === 'string')
  );
}

function isReadable(time: unknown): boolean {
  if (typeof time === 'string') return isoWithZone.test(time);
  if (typeof time !== 'number') return false;
  return Number.isInteger(time) && time >= epochMs.first && time < epochMs.end;
}

function holdsObject(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsObject);
  return typeof value === 'object' && value !== null;
}

/** The JSON of an object, also where it is a text already. */
function messageText(message: unknown): unknown {
  if (holdsObject(message)) return JSON.stringify(message);
  if (typeof message !== 'string' || !/^[[{]/.test(message)) return message;
  try {
    return JSON.stringify(JSON.parse(message));
  } catch {
    return message;
  }
}

/** Members that may have been rewritten get one form, whichever they have. */
function spelledWithout(event: JsonObject, members: readonly MemberPath[]): Buffer | undefined {
  try {
    for (const member of members) removeMember(event, member);
    const { type, record, message } = event;
    if (type === 'platform.fault' && typeof record === 'string') event.record = { message: record };
    event.message = messageText(message);
    return Buffer.from(`\0${JSON.stringify(event)}`);
  } catch {
    return undefined; // nested too deeply to be written
  }
}
