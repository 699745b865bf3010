import { memberOf } from './field-names.ts';

/** One `Name: value` of a line of Lambda's, with the unit that may follow the value. */
export interface Field {
  /** As it stands in the line: `Billed Duration`. */
  name: string;
  value: string;
  unit: 'ms' | 'MB' | undefined;
  /** What JSON calls it: `billedDurationMs`. */
  member: string;
}

/** Lambda's own lines have some 600 characters at most, with X-Ray; a longer one is not Lambda's. */
const MAX_LENGTH = 4096;
/** The longest name known is `Billed Restore Duration`. */
const MAX_NAME = 40;

/**
 * All fields from `start` to the end of the line, in their order and whatever their names:
 * `Billed Duration: 13 ms`, `Types: [Platform, Function]`. Tabs, blanks and newlines between fields count
 * the same: Lambda writes tabs, consoles and copies of logs turn them into blanks.
 *
 * @returns undefined when anything but fields is there: then the line is somebody else's, or cut off
 */
export function readFields(line: string, start: number): Field[] | undefined {
  if (line.length > MAX_LENGTH) return undefined;
  const fields: Field[] = [];
  let at = skipSpace(line, start);
  while (at < line.length) {
    const colon = line.indexOf(':', at);
    if (colon === -1 || colon - at > MAX_NAME) return undefined;
    const name = line.slice(at, colon);
    const valueAt = skipBlanks(line, colon + 1);
    const valueEnd = endOfValue(line, valueAt);
    if (valueEnd === valueAt) return undefined;
    const unit = unitAt(line, valueEnd);
    const member = memberOf(name, unit);
    if (member === undefined) return undefined;
    fields.push({ name, value: line.slice(valueAt, valueEnd), unit, member });
    at = skipSpace(line, unit === undefined ? valueEnd : valueEnd + 3);
  }
  return fields;
}

/** A list goes to its bracket, anything else to the next blank. */
function endOfValue(line: string, start: number): number {
  if (line.charCodeAt(start) === 0x5b) {
    const close = line.indexOf(']', start);
    if (close !== -1) return close + 1;
  }
  let at = start;
  while (at < line.length && !isSpace(line.charCodeAt(at))) at++;
  return at;
}

/** Lambda puts one blank before a unit, and what follows is never part of it. */
function unitAt(line: string, at: number): Field['unit'] {
  if (line.charCodeAt(at) !== 0x20) return undefined;
  const isUnit = at + 3 >= line.length || isSpace(line.charCodeAt(at + 3));
  if (!isUnit) return undefined;
  if (line.startsWith('ms', at + 1)) return 'ms';
  return line.startsWith('MB', at + 1) ? 'MB' : undefined;
}

function skipSpace(line: string, start: number): number {
  let at = start;
  while (isSpace(line.charCodeAt(at))) at++;
  return at;
}

function skipBlanks(line: string, start: number): number {
  let at = start;
  while (line.charCodeAt(at) === 0x20 || line.charCodeAt(at) === 0x09) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** `[INVOKE, SHUTDOWN]` as its items. */
export function listItems(value: string): string[] {
  const inside = value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1) : value;
  return inside
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
