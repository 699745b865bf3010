import type { JsonObject } from '../decode/decoded-event.ts';
import { utf8Bytes } from '../decode/utf8-bytes.ts';
import { addMembers, addMembersToText } from './add-members.ts';
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
 * @returns UTF-8 or text, as `json` is; undefined when it must be written anew and is nested too
 *   deeply for that, or holds too many values (see `parseLossless`)
 */
export function setMembers(
  json: Buffer | string,
  value: JsonObject,
  assignments: readonly Assignment[],
): Buffer | string | undefined {
  const lacking = new LackingMembers(value, false);
  for (const [path, inner] of assignments) lacking.set(path, inner);
  return typeof json === 'string' ? lacking.textWith(json) : lacking.writtenTo(json);
}

/** The members of `setMembers`, one by one: a list of them for every event would be dear. */
export class LackingMembers {
  private readonly value: JsonObject;
  private readonly distinct: boolean;
  /** Those at the end, as JSON text. */
  private atEnd = '';
  /** The first that changes in its place, and all that come after it. */
  private inPlace: Assignment[] | undefined = undefined;

  /** @param distinct whether the paths are known to differ in their first parts */
  constructor(value: JsonObject, distinct: boolean) {
    this.value = value;
    this.distinct = distinct;
  }

  /** @param json JSON text of the member's value */
  set(path: MemberPath, json: string): void {
    if (this.inPlace === undefined && this.isNew(path)) {
      const member = path.parts.length === 1 ? json : nested(path.parts, json);
      this.atEnd += (this.atEnd === '' ? path.head : `,${path.head}`) + member;
    } else {
      this.inPlace ??= [];
      this.inPlace.push([path, json]);
    }
  }

  /** As `setMembers`, but always UTF-8. */
  writtenTo(json: Buffer | string): Buffer | undefined {
    if (this.inPlace !== undefined) {
      const text = this.textWith(json.toString());
      return text === undefined ? undefined : utf8Bytes(text);
    }
    if (this.atEnd !== '') return addMembers(json, this.atEnd);
    return typeof json === 'string' ? utf8Bytes(json) : json;
  }

  /** As `setMembers`, for text. */
  textWith(json: string): string | undefined {
    const text = this.atEnd === '' ? json : addMembersToText(json, this.atEnd);
    return this.inPlace === undefined ? text : rewritten(text, this.inPlace);
  }

  private isNew({ name, parts, head }: MemberPath): boolean {
    const { value } = this;
    if (Object.hasOwn(value, parts[0] ?? name)) return false;
    if (parts.length > 1 && Object.hasOwn(value, name)) return false;
    return this.distinct || !this.atEnd.includes(head);
  }
}

/** What stands behind the first part: `['a', 'b']`, `1` -> `{"b":1}`. */
function nested(parts: readonly string[], json: string): string {
  let text = json;
  for (let at = parts.length - 1; at > 0; at -= 1) text = `{${JSON.stringify(parts[at])}:${text}}`;
  return text;
}

function rewritten(text: string, assignments: readonly Assignment[]): string | undefined {
  try {
    const object = parseLossless(text) as JsonObject;
    for (const [path, inner] of assignments) setMember(object, path, JSON.parse(inner));
    return JSON.stringify(object);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
