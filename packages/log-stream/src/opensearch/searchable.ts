import type { JsonObject } from '../decode/decoded-event.ts';
import { type Conform, isReject, type SchemaKeys } from '../schema/common-schema.ts';
import type { LogEvent } from '../schema/log-event.ts';
import { parseLossless } from '../schema/lossless-json.ts';
import { type MemberPath, memberPath, readMember, setMember } from '../schema/member-path.ts';
import { formatTimestamp } from '../schema/timestamp.ts';

/**
 * Holds events against the schema as `conform` does, and gives members that no mapping of a search
 * engine can take a form that it can:
 *
 * - a time in another form than ISO 8601 with a zone becomes that: engines read few of ours, take
 *   seconds for milliseconds, and know no time zone but UTC;
 * - `record` of Lambda's `platform.fault`, a text, becomes `{"message": <text>}`: in all other platform
 *   events it is an object, and a field cannot be both;
 * - a `message` that is an object or holds objects, as runtimes write for `console.log(object)`, becomes
 *   its JSON as text.
 *
 * An event without any of these keeps its bytes. The quarantine keeps what arrived in any case.
 */
export function searchable(conform: Conform, keys: SchemaKeys): Conform {
  const timePath = memberPath(keys.time);
  return (decoded) => {
    const answer = conform(decoded);
    if (answer === undefined || isReject(answer)) return answer;
    const { value } = decoded;
    const odd = {
      time: !isReadable(readMember(value, timePath), answer.timeMs),
      record: value.type === 'platform.fault' && typeof value.record === 'string',
      message: holdsObject(value.message),
    };
    return odd.time || odd.record || odd.message ? rewritten(answer, odd, timePath) : answer;
  };
}

/**
 * What every engine reads. Of what ISO 8601 knows besides they refuse leap seconds, the hour 24 and
 * offsets beyond 18 hours (Java's `ZoneOffset`).
 */
const isoWithZone =
  /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:(?:0\d|1[0-7]):[0-5]\d|18:00))$/;

/** A time that is not there has been added by `conform`, in the right form. */
function isReadable(time: unknown, timeMs: number): boolean {
  if (typeof time === 'string') return time === '' || isoWithZone.test(time);
  return time === undefined || time === null || time === timeMs;
}

/** Whether a value is an object or a list with one in it, however deep: lists may be nested by the million. */
function holdsObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!Array.isArray(value)) return true;
  const lists: unknown[][] = [value];
  for (let list = lists.pop(); list !== undefined; list = lists.pop()) {
    for (const item of list) {
      if (Array.isArray(item)) lists.push(item);
      else if (typeof item === 'object' && item !== null) return true;
    }
  }
  return false;
}

function rewritten(
  event: LogEvent,
  odd: { time: boolean; record: boolean; message: boolean },
  timePath: MemberPath,
): LogEvent {
  try {
    const object = parseLossless(event.bytes.toString()) as JsonObject;
    if (odd.time) setMember(object, timePath, formatTimestamp({ ms: event.timeMs, nanos: 0 }));
    if (odd.record) object.record = { message: object.record };
    if (odd.message) object.message = JSON.stringify(object.message);
    return event.withBytes(Buffer.from(JSON.stringify(object)));
  } catch (error) {
    // Nested too deeply to be written anew; the engine says what it thinks of that.
    if (error instanceof RangeError) return event;
    throw error;
  }
}
