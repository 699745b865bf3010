import type { JsonObject } from '../decode/decoded-event.ts';
import { numberText } from './lossless-json.ts';

/** The place of a member in an event: its name, or names joined by dots for one inside another. */
export interface MemberPath {
  name: string;
  /** The name taken apart at its dots. */
  parts: readonly string[];
  /** The first part as JSON text with its colon: how the member begins in an object. */
  head: string;
}

/** @param name `time`, or `event.created` for the member `created` of the object `event` */
export function memberPath(name: string): MemberPath {
  const parts = name.split('.');
  return { name, parts, head: `${JSON.stringify(parts[0])}:` };
}

/**
 * The value at a path, undefined when there is none. A member whose own name has the dots in it goes
 * before nested ones. Members inherited from a prototype are not seen.
 */
export function readMember(value: JsonObject, { name, parts }: MemberPath): unknown {
  if (Object.hasOwn(value, name)) return value[name];
  if (parts.length === 1) return undefined;
  let inner: unknown = value;
  for (const part of parts) {
    if (!isObject(inner) || !Object.hasOwn(inner, part)) return undefined;
    inner = inner[part];
  }
  return inner;
}

/**
 * Sets the value at a path, in place, making the objects on the way. Where something that is not an
 * object stands in the way, the member gets the whole path for its name.
 */
export function setMember(object: JsonObject, path: MemberPath, value: unknown): void {
  const { name, parts } = path;
  if (Object.hasOwn(object, name) || !isFree(object, parts)) {
    define(object, name, value);
    return;
  }
  let inner = object;
  for (const part of parts.slice(0, -1)) {
    if (!Object.hasOwn(inner, part)) define(inner, part, {});
    inner = inner[part] as JsonObject;
  }
  define(inner, parts.at(-1) ?? name, value);
}

/** Whether all that exists on the way to the last part is objects. */
function isFree(object: JsonObject, parts: readonly string[]): boolean {
  let inner: unknown = object;
  for (const part of parts.slice(0, -1)) {
    if (!isObject(inner)) return false;
    if (!Object.hasOwn(inner, part)) return true;
    inner = inner[part];
  }
  return isObject(inner);
}

/** Unlike an assignment, this makes a member of `__proto__` too. */
function define(object: JsonObject, key: string, value: unknown): void {
  const kept = { value, enumerable: true, configurable: true, writable: true };
  Object.defineProperty(object, key, kept);
}

/** A number is an object too, after `parseLossless`. */
function isObject(value: unknown): value is JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return numberText(value) === undefined;
}
