import { utf8Bytes } from '../decode/utf8-bytes.ts';

const brace = '}'.charCodeAt(0);
const openBrace = '{'.charCodeAt(0);

/**
 * Writes further members at the end of a JSON object without parsing or serialising it again: every
 * byte that arrived stays as it is, numbers past 2^53 and repeated keys included.
 *
 * @param json one JSON object that ends in `}`, as UTF-8 or as text
 * @param members JSON text of one or several members that are not in it: `"a":1,"b":2`
 */
export function addMembers(json: Buffer | string, members: string): Buffer {
  if (typeof json === 'string') return utf8Bytes(addMembersToText(json, members));
  if (json[json.length - 1] !== brace) throw notAnObject();
  return Buffer.concat([json.subarray(0, -1), Buffer.from(ending(json, members))]);
}

/** As `addMembers`, from text to text. */
export function addMembersToText(json: string, members: string): string {
  if (json.charCodeAt(json.length - 1) !== brace) throw notAnObject();
  return json.slice(0, -1) + ending(json, members);
}

function ending(json: Buffer | string, members: string): string {
  return `${isEmptyObject(json) ? '' : ','}${members}}`;
}

function notAnObject(): TypeError {
  return new TypeError('addMembers takes a JSON object that ends in }');
}

function isEmptyObject(json: Buffer | string): boolean {
  let at = json.length - 2;
  while (at > 0 && codeAt(json, at) <= 0x20) at -= 1;
  return codeAt(json, at) === openBrace;
}

function codeAt(json: Buffer | string, at: number): number {
  return typeof json === 'string' ? json.charCodeAt(at) : (json[at] ?? 0);
}
