import { type JsonObject, numberText } from '@logdrive/log-stream';
import { isObject } from '../../../records/json-object.ts';

/**
 * JSON merge patch (RFC 7396): members of the patch replace those of the target, `null` removes, objects
 * are merged member by member. For values of `JSON.parse` and of `parseLossless` alike.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isMembers(patch)) return patch;
  const merged = new Map<string, unknown>(isMembers(target) ? Object.entries(target) : []);
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, mergePatch(merged.get(name), value));
  }
  return Object.fromEntries(merged);
}

/** `parseLossless` has objects for numbers. */
function isMembers(value: unknown): value is JsonObject {
  return isObject(value) && numberText(value) === undefined;
}
