import {
  type MemberPath,
  readMember,
} from '../../../packages/log-stream/src/schema/member-path.ts';

/** A delivered line as it was sent, and the id that the pipeline has added to it. */
export interface WithoutId {
  line: Buffer;
  logId: string;
}

/** An event as a value. */
export type JsonObject = Record<string, unknown>;

const derivedId = /^[0-9a-f]{32}/;
const idLength = 32;

/**
 * Takes the log id off that the pipeline adds at the end of an event that has none; undefined when the
 * line does not end in one.
 *
 * @example
 * // `{"a":1,"log_id":"0123...cdef"}` -> `{"a":1}`
 */
export function withoutDerivedId(line: Buffer, { parts }: MemberPath): WithoutId | undefined {
  const member = parts.reduceRight<unknown>((inner, part) => ({ [part]: inner }), '\0');
  const [before = '', after = ''] = JSON.stringify(member).split('\\u0000');
  const head = Buffer.from(before.replace('{', ','));
  const start = line.length - head.length - idLength - after.length;
  if (start < 1 || !line.subarray(start, start + head.length).equals(head)) return undefined;
  const end = line.toString('latin1', start + head.length);
  const logId = derivedId.exec(end)?.[0];
  if (logId === undefined || end.slice(idLength) !== after) return undefined;
  return { line: Buffer.concat([line.subarray(0, start), Buffer.from('}')]), logId };
}

/**
 * The event without its log id, in a spelling of its own, which begins with a zero byte and so is no
 * line; undefined when it is no object, or nested too deeply to be written.
 */
export function spelledWithoutId(line: Buffer, path: MemberPath): Buffer | undefined {
  const event = parseEvent(line);
  if (event === undefined) return undefined;
  try {
    removeMember(event, path);
    return Buffer.from(`\0${JSON.stringify(event)}`);
  } catch {
    return undefined;
  }
}

/**
 * Whether the pipeline cannot just add a log id at the event's end: the event has an empty one (`null`
 * or `""`), or it has the object in which the id belongs.
 */
export function needsIdInside(line: Buffer, path: MemberPath): boolean {
  const head = path.parts[0] ?? path.name;
  if (!line.includes(head)) return false;
  const event = parseEvent(line);
  if (event === undefined) return false;
  const id = readMember(event, path);
  const absent = id === undefined || id === null || id === '';
  return absent && (Object.hasOwn(event, head) || Object.hasOwn(event, path.name));
}

/** Takes a member out of an event, in place; does nothing when it has none. */
export function removeMember(event: JsonObject, { name, parts }: MemberPath): void {
  delete event[name];
  let inner: unknown = event;
  for (const part of parts.slice(0, -1)) inner = (inner as JsonObject | undefined)?.[part];
  const last = parts.at(-1);
  if (last !== undefined && typeof inner === 'object' && inner !== null) {
    delete (inner as JsonObject)[last];
  }
}

/** The value of a line; undefined when it is no JSON, or no object. */
export function parseEvent(line: Buffer): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line.toString());
    return typeof value === 'object' && value !== null ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
