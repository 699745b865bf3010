import type { JsonObject } from '../decode/decoded-event.ts';
import { addMembers } from './add-members.ts';
import { type MemberPath, setMember } from './member-path.ts';

/** TypeScript's library does not know these two of the runtime's yet. */
interface RawJson {
  rawJSON(text: string): unknown;
  parse(text: string, reviver: (key: string, value: unknown, context: Source) => unknown): unknown;
}
interface Source {
  source?: string;
}
const losslessJson = JSON as unknown as RawJson;

export type Assignment = readonly [path: MemberPath, value: unknown];

/**
 * Gives an event members that it lacks, or has without a value. As a rule they are written at its end
 * and every byte that arrived stays; only where a member must change in its place is the object
 * written anew, and then numbers keep their own spelling.
 *
 * @param json one JSON object, from `{` to `}`
 * @param value the same, parsed
 * @returns undefined when it must be written anew and is nested too deeply for that (some thousand
 *   levels)
 */
export function setMembers(
  json: Buffer,
  value: JsonObject,
  assignments: readonly Assignment[],
): Buffer | undefined {
  if (assignments.length === 0) return json;
  if (assignments.every(([path]) => isNew(value, path)) && haveOneHeadEach(assignments)) {
    return addMembers(
      json,
      assignments.map(([{ parts }, inner]) => nested(parts, inner)),
    );
  }
  return rewritten(json, assignments);
}

function isNew(value: JsonObject, { name, parts }: MemberPath): boolean {
  return !Object.hasOwn(value, parts[0] ?? name) && !Object.hasOwn(value, name);
}

function haveOneHeadEach(assignments: readonly Assignment[]): boolean {
  return new Set(assignments.map(([{ parts }]) => parts[0])).size === assignments.length;
}

/** `['a', 'b']`, 1 -> `['a', {b: 1}]` */
function nested(parts: readonly string[], value: unknown): [string, unknown] {
  const [head = '', ...rest] = parts;
  return [head, rest.reduceRight((inner, part) => ({ [part]: inner }), value)];
}

function rewritten(json: Buffer, assignments: readonly Assignment[]): Buffer | undefined {
  try {
    const object = losslessJson.parse(json.toString(), keepNumbers) as JsonObject;
    for (const [path, value] of assignments) setMember(object, path, value);
    return Buffer.from(JSON.stringify(object));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function keepNumbers(_key: string, value: unknown, { source }: Source): unknown {
  return typeof value === 'number' && source !== undefined ? losslessJson.rawJSON(source) : value;
}
