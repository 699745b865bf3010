/** One `Name: value` of a line of Lambda's, with the unit that may follow the value. */
export interface Field {
  /** As it stands in the line: `Billed Duration`. */
  name: string;
  value: string;
  unit: 'ms' | 'MB' | undefined;
}

/** Lambda's own lines have some 600 characters at most, with X-Ray; a longer one is not Lambda's. */
const MAX_LENGTH = 4096;

/**
 * `Billed Duration: 13 ms`, `Types: [Platform, Function]`. Tabs, blanks and newlines between fields
 * count the same: Lambda writes tabs, consoles and copies of logs turn them into blanks.
 */
const FIELD =
  /\s*([A-Z][A-Za-z]*(?: [A-Z][A-Za-z]*){0,4}):[ \t]*(\[[^\]\n]*\]|\S+)(?:[ \t]+(ms|MB)(?!\S))?/y;

/**
 * All fields from `start` to the end of the line, in their order and whatever their names.
 *
 * @returns undefined when anything but fields is there: then the line is somebody else's, or cut off
 */
export function readFields(line: string, start: number): Field[] | undefined {
  if (line.length > MAX_LENGTH) return undefined;
  const fields: Field[] = [];
  let at = start;
  for (;;) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(line);
    if (match === null) return isBlank(line, at) ? fields : undefined;
    fields.push({
      name: match[1] as string,
      value: match[2] as string,
      unit: match[3] as Field['unit'],
    });
    at = FIELD.lastIndex;
  }
}

function isBlank(line: string, start: number): boolean {
  return start === line.length || line.slice(start).trim() === '';
}

/** `[INVOKE, SHUTDOWN]` as its items. */
export function listItems(value: string): string[] {
  const inside = value.startsWith('[') && value.endsWith(']') ? value.slice(1, -1) : value;
  return inside
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** `Max Memory Used` as `maxMemoryUsed`, `Runtime Version ARN` as `runtimeVersionArn`. */
export function memberName(name: string): string {
  const words = name.split(' ').map(withoutCapitals);
  return words.map((word, index) => (index === 0 ? lowerFirst(word) : word)).join('');
}

function withoutCapitals(word: string): string {
  return /^[A-Z]{2,}$/.test(word) ? word[0] + word.slice(1).toLowerCase() : word;
}

function lowerFirst(word: string): string {
  return word.slice(0, 1).toLowerCase() + word.slice(1);
}
