import type { DecodedEvent, JsonObject, Reason, Reject } from '../decode/decoded-event.ts';
import { arrivedMsOf } from '../decode/record.ts';
import { defaultLogType } from '../parse/log-type.ts';
import { addMembers, type Member } from './add-members.ts';
import { deriveLogId } from './log-id.ts';
import { replaceMember } from './replace-member.ts';
import { formatTimestamp, readTimestampMs } from './timestamp.ts';

/** The names under which an event carries the three members of the common schema. */
export interface SchemaKeys {
  logType: string;
  logId: string;
  time: string;
}

export interface CommonSchema {
  keys: SchemaKeys;
  /** IANA name of the zone in which a time without a zone of its own is read. */
  timeZone: string;
  /** Whether the user wants events of this log type. */
  wants: (logType: string) => boolean;
}

/** An event that keeps the common schema: it can be filtered, routed, partitioned and delivered. */
export interface LogEvent {
  logType: string;
  /** The event's own id, else one derived from where it stood; the same on every retry. */
  logId: string;
  /** The event's own time, epoch milliseconds. */
  timeMs: number;
  /** One line of JSON, without its newline: the original bytes, with the members it lacked added. */
  bytes: Buffer;
  /** Where it came from, for a quarantine that must keep what arrived. */
  arrival: Arrival;
}

/** A decoded event without its parsed value, which is many times larger than its bytes. */
export type Arrival = Omit<DecodedEvent, 'value'>;

export const defaultKeys: SchemaKeys = { logType: 'log_type', logId: 'log_id', time: 'time' };

/** Holds one event against the schema; undefined when a rule of the user's filters it. */
export type Conform = (decoded: DecodedEvent) => LogEvent | Reject | undefined;

/**
 * Holds decoded events against the common schema. The returned function answers a LogEvent, a Reject
 * with the reason `missing_log_type`, `missing_time`, `bad_time` or `schema`, or undefined for a log
 * type that is not wanted (whatever else is wrong with the event); it never throws.
 * What an event lacks and its CloudWatch Logs envelope knows is added: log type, time and source.
 */
export function createConform({ keys, timeZone, wants }: CommonSchema): Conform {
  return (decoded) => {
    const added: Member[] = [];
    const logType = readLogType(decoded, keys.logType, added);
    if (logType === undefined) return rejected(decoded, 'missing_log_type', keys.logType);
    if (!wants(logType)) return undefined;

    const timeMs = readTime(decoded, keys.time, timeZone, added);
    if (timeMs === undefined) return rejected(decoded, 'missing_time', keys.time);
    if (Number.isNaN(timeMs)) return rejected(decoded, 'bad_time', keys.time);

    addSource(decoded, added);
    return withLogId(decoded, keys.logId, added, logType, timeMs);
  };
}

/** Tells a reject from a log event. */
export function isReject(answer: LogEvent | Reject): answer is Reject {
  return 'reason' in answer;
}

function own(value: JsonObject, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function readLogType(decoded: DecodedEvent, key: string, added: Member[]): string | undefined {
  const logType = own(decoded.value, key);
  if (typeof logType === 'string' && logType !== '') return logType;
  // A log type of another kind is a mistake of the producer's and must not be papered over.
  if (logType !== undefined || decoded.origin === undefined) return undefined;
  const derived = defaultLogType(decoded.origin.logGroup);
  added.push([key, derived]);
  return derived;
}

/** Epoch milliseconds; NaN when unreadable, undefined when there is none. */
function readTime(decoded: DecodedEvent, key: string, timeZone: string, added: Member[]) {
  const time = own(decoded.value, key);
  if (time !== undefined && time !== null && time !== '') {
    // A time without a year is read next to the record's arrival, which a retry does not change.
    return readTimestampMs(time, timeZone, arrivedMsOf(decoded.record));
  }
  const ms = time === undefined ? decoded.origin?.timestampMs : undefined;
  if (ms !== undefined) added.push([key, formatTimestamp({ ms, nanos: 0 })]);
  return ms;
}

function addSource({ origin, value, record }: DecodedEvent, added: Member[]): void {
  if (origin === undefined || Object.hasOwn(value, 'source')) return;
  const { logGroup, logStream, account, region = record.awsRegion } = origin;
  added.push(['source', { logGroup, logStream, account, region }]);
}

function withLogId(
  decoded: DecodedEvent,
  key: string,
  added: Member[],
  logType: string,
  timeMs: number,
): LogEvent | Reject {
  const given = own(decoded.value, key);
  const readable = readLogId(given);
  const logId = readable ?? deriveLogId(decoded);
  let bytes: Buffer | undefined = decoded.bytes;
  if (given === undefined) added.push([key, logId]);
  else if (given === null || given === '') bytes = replaceMember(bytes, key, logId);
  if (bytes === undefined) return rejected(decoded, 'schema', key);
  if (added.length > 0) bytes = addMembers(bytes, added);
  return { logType, logId, timeMs, bytes, arrival: arrivalOf(decoded) };
}

function arrivalOf({ bytes, record, position, origin, partitionKey }: DecodedEvent): Arrival {
  return { bytes, record, position, origin, partitionKey };
}

/** Text, or a number that JavaScript holds exactly; ids past 2^53 could fall on one another. */
function readLogId(given: unknown): string | undefined {
  if (typeof given === 'string' && given !== '') return given;
  if (typeof given === 'number' && Number.isSafeInteger(given)) return String(given);
  return undefined;
}

const details = {
  missing_log_type: (key: string) => `the event has no "${key}", or it is not text`,
  missing_time: (key: string) => `the event has no "${key}"`,
  bad_time: (key: string) => `"${key}" is not a timestamp in any known form`,
  schema: (key: string) => `"${key}" is empty and the event is nested too deeply to be rewritten`,
};

function rejected(decoded: DecodedEvent, reason: keyof typeof details, key: string): Reject {
  return rejectOf(decoded, reason, details[reason](key));
}

/** An event that arrived, as a reject with its original bytes. */
export function rejectOf(arrival: Arrival, reason: Reason, detail: string): Reject {
  const { record, position, origin, partitionKey } = arrival;
  const bytes = origin?.original() ?? arrival.bytes;
  return { reason, detail, bytes, record, position, partitionKey };
}
