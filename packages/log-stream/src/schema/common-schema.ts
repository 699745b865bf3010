import type { DecodedEvent, Reject } from '../decode/decoded-event.ts';
import { arrivedMsOf } from '../decode/record.ts';
import { rejectEvent } from '../decode/reject-event.ts';
import { typedFields } from '../parse/aws/extracted-fields.ts';
import { createDerivedLogType, type DerivedLogType } from './derived-log-type.ts';
import type { SchemaCheck } from './json-schemas.ts';
import { LogEvent } from './log-event.ts';
import { deriveLogId } from './log-id.ts';
import { type MemberPath, memberPath, readMember } from './member-path.ts';
import type { Redactor } from './redact.ts';
import { LackingMembers } from './set-members.ts';
import { formatTimestamp, readTimestampMs } from './timestamp.ts';

/**
 * The names under which an event carries the three members of the common schema. Dots lead into
 * objects: `event.created`.
 */
export interface SchemaKeys {
  logType: string;
  logId: string;
  time: string;
}

/** All of it has defaults: the names of `defaultKeys`, UTC, every log type wanted. */
export interface CommonSchema {
  keys?: SchemaKeys;
  /** IANA name of the zone in which a time without a zone of its own is read. */
  timeZone?: string;
  /** Whether the user wants events of this log type; see `createLogTypeFilter`. */
  wants?: (logType: string) => boolean;
  /** The user's log types of CloudWatch log groups, before the default ones; see `createLogGroupTypes`. */
  logTypeOf?: (logGroup: string) => string | undefined;
  /** The user's JSON Schemas; see `createSchemaCheck`. */
  check?: SchemaCheck;
  /** What must not be written; see `createRedactor`. The quarantine keeps what arrived all the same. */
  redact?: Redactor;
}

export const defaultKeys: SchemaKeys = { logType: 'log_type', logId: 'log_id', time: 'time' };

const sourcePath = memberPath('source');
const columnsPath = memberPath('extractedFields');

/** Holds one event against the schema; undefined when a rule of the user's filters it. */
export type Conform = (decoded: DecodedEvent) => LogEvent | Reject | undefined;

/**
 * Holds decoded events against the common schema. The returned function answers a LogEvent, a Reject
 * with the reason `missing_log_type`, `missing_time`, `bad_time` or `schema`, or undefined for a log
 * type that is not wanted (whatever else is wrong with the event); it never throws.
 * What an event lacks and its CloudWatch Logs envelope knows is added: log type, time, source, and the
 * columns that a filter pattern extracted, as `extractedFields`.
 */
export function createConform(schema: CommonSchema = {}): Conform {
  const { keys = defaultKeys, timeZone = 'UTC', wants = () => true } = schema;
  const { check = () => undefined, redact } = schema;
  const derivedLogType = createDerivedLogType(schema.logTypeOf ?? (() => undefined));
  const logTypePath = memberPath(keys.logType);
  const timePath = memberPath(keys.time);
  const logIdPath = memberPath(keys.logId);
  const distinct = haveDistinctHeads(
    ...[logTypePath, timePath, logIdPath, sourcePath, columnsPath],
  );
  return (decoded) => {
    const lacking = new LackingMembers(decoded.value, distinct);
    const logType = readLogType(decoded, logTypePath, derivedLogType, lacking);
    if (logType === undefined) return rejected(decoded, 'missing_log_type', keys.logType);
    if (!wants(logType)) return undefined;

    const timeMs = readTime(decoded, timePath, timeZone, lacking);
    if (timeMs === undefined) return rejected(decoded, 'missing_time', keys.time);
    if (Number.isNaN(timeMs)) return rejected(decoded, 'bad_time', keys.time);
    const breach = check(logType, decoded.value);
    if (breach !== undefined) return rejectEvent(decoded, 'schema', breach);

    const logId = readLogId(decoded, logIdPath, lacking, redact);
    addSource(decoded, lacking);
    const bytes = written(decoded, lacking, redact);
    if (bytes === undefined) return rejectEvent(decoded, 'schema', tooDeep);
    return new LogEvent(decoded, { logType, logId, timeMs, bytes });
  };
}

/** Tells a reject from a log event. */
export function isReject(answer: LogEvent | Reject): answer is Reject {
  return 'reason' in answer;
}

function haveDistinctHeads(...paths: MemberPath[]): boolean {
  return new Set(paths.map(({ head }) => head)).size === paths.length;
}

function isAbsent(member: unknown): boolean {
  return member === undefined || member === null || member === '';
}

function readLogType(
  decoded: DecodedEvent,
  path: MemberPath,
  derivedLogType: (logGroup: string) => DerivedLogType,
  lacking: LackingMembers,
): string | undefined {
  const logType = readMember(decoded.value, path);
  if (typeof logType === 'string' && logType !== '') return logType;
  // A log type of another kind is a mistake of the producer's and must not be papered over.
  if (!isAbsent(logType) || decoded.origin === undefined) return undefined;
  const derived = derivedLogType(decoded.origin.logGroup);
  lacking.set(path, derived.json);
  return derived.logType;
}

/** Epoch milliseconds; NaN when unreadable, undefined when there is none. */
function readTime(
  { value, origin, record }: DecodedEvent,
  path: MemberPath,
  timeZone: string,
  lacking: LackingMembers,
): number | undefined {
  const time = readMember(value, path);
  // A time without a year is read next to the record's arrival, which a retry does not change.
  if (!isAbsent(time)) return readTimestampMs(time, timeZone, arrivedMsOf(record));
  const ms = origin?.timestampMs;
  if (ms !== undefined) lacking.set(path, `"${formatTimestamp({ ms, nanos: 0 })}"`);
  return ms;
}

/** Text, or a number that JavaScript holds exactly: ids past 2^53 could fall on one another. */
function readLogId(
  decoded: DecodedEvent,
  path: MemberPath,
  lacking: LackingMembers,
  redact: Redactor | undefined,
): string {
  const given = readMember(decoded.value, path);
  if (typeof given === 'string' && given !== '') return given;
  if (typeof given === 'number' && Number.isSafeInteger(given)) return String(given);
  const derived = deriveLogId(decoded, redact?.(decoded.bytes));
  // It is made of digits, letters and a dash: nothing in it needs an escape.
  if (isAbsent(given)) lacking.set(path, `"${derived}"`);
  return derived;
}

function addSource({ origin, value, record }: DecodedEvent, lacking: LackingMembers): void {
  if (origin === undefined || Object.hasOwn(value, 'source')) return;
  lacking.set(sourcePath, origin.sourceJson(record.awsRegion));
}

/** The event as it shall be written; undefined when it is nested too deeply for that. */
function written(
  decoded: DecodedEvent,
  lacking: LackingMembers,
  redact: Redactor | undefined,
): Buffer | undefined {
  if (!addColumns(decoded, lacking)) return undefined;
  const json = lacking.writtenTo(decoded.text ?? decoded.bytes);
  return json === undefined || redact === undefined ? json : redact(json);
}

/**
 * The columns that the subscription's filter pattern took out of the message, typed, as a member of
 * their own: their names are the user's, and one called `time` or `level` may be anything.
 *
 * @returns false when they are nested too deeply to be written
 */
function addColumns({ origin, value }: DecodedEvent, lacking: LackingMembers): boolean {
  const extracted = origin?.extractedFields;
  if (extracted === undefined || Object.hasOwn(value, 'extractedFields')) return true;
  const { fields } = typedFields(extracted);
  if (Object.keys(fields).length === 0) return true;
  try {
    lacking.set(columnsPath, JSON.stringify(fields));
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const details = {
  missing_log_type: (key: string) => `the event has no "${key}", or it is not text`,
  missing_time: (key: string) => `the event has no "${key}"`,
  bad_time: (key: string) => `"${key}" is not a timestamp in any known form`,
};

const tooDeep = 'the event must be written anew and is nested too deeply, or too large, for that';

function rejected(decoded: DecodedEvent, reason: keyof typeof details, key: string): Reject {
  return rejectEvent(decoded, reason, details[reason](key));
}
