import type { JsonObject } from '../decode/decoded-event.ts';
import { memberPath } from '../schema/member-path.ts';
import { type Assignment, setMembers } from '../schema/set-members.ts';
import { isJsonObject, parseJson } from './json-value.ts';

/** A JSON line's own text: without the blanks around the object, and a blank for each newline in it. */
export function jsonText(line: string): string {
  let text = line.trim();
  if (text.includes('\n') || text.includes('\r')) text = text.replaceAll(/[\r\n]/g, ' ');
  // Half a surrogate pair has no UTF-8; valid JSON has it in strings only, where an escape says it.
  if (!text.isWellFormed()) text = text.replaceAll(/\p{Surrogate}/gu, escaped);
  return text;
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}

/**
 * A JSON line's own text with the members that a format has added to it, or spelled anew.
 *
 * @returns undefined when the line is not JSON as it stands
 */
export function jsonTextWith(line: string, document: JsonObject): string | undefined {
  const own = parseJson(line);
  if (!isJsonObject(own)) return undefined;
  const changes: Assignment[] = [];
  for (const [name, value] of Object.entries(document)) {
    const isNew = !Object.hasOwn(own, name);
    const isRespelled =
      typeof value === 'string' && typeof own[name] === 'string' && value !== own[name];
    if (isNew || isRespelled) changes.push([wholeName(name), JSON.stringify(value)]);
  }
  const text = jsonText(line);
  return changes.length === 0 ? text : setMembers(text, own, changes)?.toString();
}

/** A path that takes dots in a name for what they are. */
function wholeName(name: string) {
  return { ...memberPath(name), parts: [name], head: `${JSON.stringify(name)}:` };
}
