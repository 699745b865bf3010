import type { JsonObject, LogEvent, SchemaKeys } from '@logdrive/log-stream';

const sourceMembers = ['logGroup', 'logStream', 'account', 'region'];

/** Paths of the members that every event carries. */
export function commonPaths({ logType, logId, time }: SchemaKeys): string[] {
  return [logType, logId, time, ...sourceMembers.map((member) => `source.${member}`)];
}

/**
 * The common schema of an event as an object of its own: log type, log id, time, source, and the level
 * where it has one. For events of which nothing else can be kept in the stream.
 */
export function commonMembers(event: LogEvent, keys: SchemaKeys): JsonObject {
  const value: JsonObject = JSON.parse(event.bytes.toString());
  const members: JsonObject = {};
  put(members, keys.time, value, readTime(value, keys.time) ?? event.timeMs);
  put(members, keys.logType, value, event.logType);
  put(members, keys.logId, value, event.logId);
  if (typeof value.level === 'string' && value.level.length <= 16) members.level ??= value.level;
  const source = sourceOf(value);
  if (source !== undefined) members.source ??= source;
  return members;
}

/** As the event has it: an object where the key's dots lead into objects, else under the whole key. */
function put(members: JsonObject, key: string, value: JsonObject, member: unknown): void {
  const parts = Object.hasOwn(value, key) ? [key] : key.split('.');
  let inner = members;
  for (const part of parts.slice(0, -1)) {
    if (!isObject(inner[part])) inner[part] = {};
    inner = inner[part] as JsonObject;
  }
  inner[parts.at(-1) ?? key] = member;
}

function readTime(value: JsonObject, key: string): unknown {
  let inner: unknown = value;
  if (Object.hasOwn(value, key)) inner = value[key];
  else for (const part of key.split('.')) inner = isObject(inner) ? inner[part] : undefined;
  return typeof inner === 'string' || typeof inner === 'number' ? inner : undefined;
}

/** The one that CloudWatch Logs gave; an application's own may be of any size. */
function sourceOf({ source }: JsonObject): JsonObject | undefined {
  if (!isObject(source)) return undefined;
  const texts = sourceMembers.filter((member) => typeof source[member] === 'string');
  if (texts.length === 0) return undefined;
  return Object.fromEntries(texts.map((member) => [member, source[member]]));
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
