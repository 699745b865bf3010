export type Member = readonly [key: string, value: unknown];

const brace = '}'.charCodeAt(0);
const openBrace = '{'.charCodeAt(0);

/**
 * Writes further members at the end of a JSON object without parsing or serialising it again: every
 * byte that arrived stays as it is, numbers past 2^53 and repeated keys included.
 *
 * @param json one JSON object that ends in `}`; the keys must not be in it
 */
export function addMembers(json: Buffer, members: readonly Member[]): Buffer {
  if (members.length === 0) return json;
  if (json.at(-1) !== brace) throw new TypeError('addMembers takes a JSON object that ends in }');
  const text = members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`);
  const comma = isEmptyObject(json) ? '' : ',';
  return Buffer.concat([json.subarray(0, -1), Buffer.from(`${comma}${text.join(',')}}`)]);
}

function isEmptyObject(json: Buffer): boolean {
  let end = json.length - 2;
  while (end > 0 && (json[end] ?? 0) <= 0x20) end -= 1;
  return end === json.indexOf(openBrace);
}
