import type { JsonObject } from '../../decode/decoded-event.ts';
import { addMember, setMember } from './set-member.ts';

/** The part of an RFC 5424 line between its header and its text. */
export interface StructuredData {
  /** `{id: {name: value}}`; undefined where the line has `-`. */
  elements: JsonObject | undefined;
  end: number;
}

/** Of all elements together; more would fill an index with fields. */
const MAX_PARAMETERS = 500;

const ELEMENT = /\[([^\s=\]"]{1,128})/y;
const NAME = / +([^\s=\]"]{1,128})="/y;

/**
 * Reads `-` or `[id name="value" ...][id ...]` at `start`. A name that an element has several times
 * becomes a list.
 *
 * @returns undefined when it is not closed, malformed, or has more than 500 elements and parameters
 */
export function readStructuredData(line: string, start: number): StructuredData | undefined {
  if (line.charAt(start) === '-') return ends(line, start + 1, undefined);
  const elements: JsonObject = {};
  let at = start;
  let left = MAX_PARAMETERS;
  while (line.charAt(at) === '[') {
    ELEMENT.lastIndex = at;
    const id = ELEMENT.exec(line)?.[1];
    if (id === undefined) return undefined;
    const element = readParameters(line, ELEMENT.lastIndex, left);
    left -= 1 + (element?.count ?? 0);
    if (element === undefined || left < 0) return undefined;
    setMember(elements, id, element.parameters);
    at = element.end;
  }
  return ends(line, at, elements);
}

function ends(line: string, end: number, elements: JsonObject | undefined) {
  return end >= line.length || line.charAt(end) === ' ' ? { elements, end } : undefined;
}

function readParameters(line: string, start: number, limit: number) {
  const parameters: JsonObject = {};
  let at = start;
  let count = 0;
  for (; count <= limit; count += 1) {
    NAME.lastIndex = at;
    const name = NAME.exec(line)?.[1];
    if (name === undefined) break;
    const value = readValue(line, NAME.lastIndex);
    if (value === undefined) return undefined;
    addMember(parameters, name, value.text);
    at = value.end;
  }
  return line.charAt(at) === ']' ? { parameters, count, end: at + 1 } : undefined;
}

/** Up to the closing quote; `\"`, `\\` and `\]` are escaped, any other backslash is one. */
function readValue(line: string, start: number): { text: string; end: number } | undefined {
  for (let at = start; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '"') {
      return { text: line.slice(start, at).replace(/\\(["\\\]])/g, '$1'), end: at + 1 };
    }
  }
  return undefined;
}
