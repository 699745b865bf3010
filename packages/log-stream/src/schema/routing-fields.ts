import type { DecodedEvent } from '../decode/decoded-event.ts';
import { createDerivedLogType } from './derived-log-type.ts';
import { deriveLogId } from './log-id.ts';
import { memberPath, readMember } from './member-path.ts';

/** Reads one thing of an event that a router goes by; undefined where the event lacks it. */
export type FieldReader = (event: DecodedEvent) => string | undefined;

/**
 * Reads a member as text. Numbers that JavaScript holds exactly and booleans count as text; anything
 * else, and empty text, as missing.
 *
 * @param key name of the member; dots lead into objects
 */
export function createFieldReader(key: string): FieldReader {
  const path = memberPath(key);
  return ({ value }) => {
    const member = readMember(value, path);
    if (typeof member === 'string') return member === '' ? undefined : member;
    const plain = typeof member === 'boolean' || Number.isSafeInteger(member);
    return plain ? String(member) : undefined;
  };
}

/**
 * Reads an event's log type as `createConform` does: text under the key, else, for an event from
 * CloudWatch Logs that has nothing there, the default one of its log group. Whatever else the common
 * schema wants of the event, its time among it, is not looked at.
 *
 * @param key name of the member; dots lead into objects
 * @param logTypeOf the user's log types of log groups, before the default ones
 */
export function createLogTypeReader(
  key: string,
  logTypeOf: (logGroup: string) => string | undefined = () => undefined,
): FieldReader {
  const path = memberPath(key);
  const derivedLogType = createDerivedLogType(logTypeOf);
  return ({ value, origin }) => {
    const logType = readMember(value, path);
    if (typeof logType === 'string' && logType !== '') return logType;
    const absent = logType === undefined || logType === null || logType === '';
    if (!absent || origin === undefined) return undefined;
    return derivedLogType(origin.logGroup).logType;
  };
}

/**
 * Reads an event's log id as `createConform` does: text or a number that JavaScript holds exactly, else
 * one that is derived: the same on every retry, another for every event. Many events may have `true`.
 *
 * @param key name of the member; dots lead into objects
 */
export function createLogIdReader(key: string): (event: DecodedEvent) => string {
  const path = memberPath(key);
  return (event) => {
    const given = readMember(event.value, path);
    if (typeof given === 'string' && given !== '') return given;
    return Number.isSafeInteger(given) ? String(given) : deriveLogId(event);
  };
}
