import type { JsonObject } from '../decode/decoded-event.ts';
import { addMembers } from './add-members.ts';
import { parseLossless } from './lossless-json.ts';
import { type MemberPath, setMember } from './member-path.ts';

/** A place in an event and the JSON text of the value that belongs there. */
export type Assignment = readonly [path: MemberPath, json: string];

/**
 * Gives an event members that it lacks, or has without a value. As a rule they are written at its end
 * and every byte that arrived stays; only where a member must change in its place is the object
 * written anew, and then numbers keep their own spelling.
 *
 * @param json one JSON object, from `{` to `}`, as UTF-8 or as text
 * @param value the same, parsed
 * @returns undefined when it must be written anew and is nested too deeply for that (some thousand
 *   levels)
 */
export function setMembers(
  json: Buffer | string,
  value: JsonObject,
  assignments: readonly Assignment[],
): Buffer | undefined {
  if (assignments.length === 0) return typeof json === 'string' ? Buffer.from(json) : json;
  let added = '';
  for (const [path, inner] of assignments) {
    if (!isNew(value, path) || added.includes(path.head)) return rewritten(json, assignments);
    added += `${added === '' ? '' : ','}${path.head}${nested(path.parts, inner)}`;
  }
  return addMembers(json, added);
}

function isNew(value: JsonObject, { name, parts }: MemberPath): boolean {
  return (
    !Object.hasOwn(value, parts[0] ?? name) && (parts.length === 1 || !Object.hasOwn(value, name))
  );
}

/** What stands behind the first part: `['a', 'b']`, `1` -> `{"b":1}`. */
function nested(parts: readonly string[], json: string): string {
  let text = json;
  for (let at = parts.length - 1; at > 0; at -= 1) text = `{${JSON.stringify(parts[at])}:${text}}`;
  return text;
}

function rewritten(json: Buffer | string, assignments: readonly Assignment[]): Buffer | undefined {
  try {
    const object = parseLossless(json.toString()) as JsonObject;
    for (const [path, inner] of assignments) setMember(object, path, JSON.parse(inner));
    return Buffer.from(JSON.stringify(object));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
