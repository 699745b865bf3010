import type { JsonObject } from '../../decode/decoded-event.ts';
import { hasLongNumber } from '../long-number.ts';

/** Deeper than any program logs on purpose, and far from the depth at which JSON.stringify gives up. */
const MAX_DEPTH = 500;

/**
 * The JSON object that a text is, or undefined when it is none.
 *
 * Nothing in it is lost: an integer that JavaScript's numbers cannot hold (over 2^53) becomes text with
 * all its digits, and so do Python's `NaN`, `Infinity` and `-Infinity`, which are not JSON at all. An
 * object nested more than 500 levels deep is none, for nothing could write it again.
 *
 * @param text from `{` to `}`; blanks and newlines around it do not matter
 */
export function parseObject(text: string): JsonObject | undefined {
  const trimmed = text.trim();
  if (trimmed.charCodeAt(0) !== 0x7b || trimmed.charCodeAt(trimmed.length - 1) !== 0x7d) {
    return undefined;
  }
  if (trimmed.length > 2 * MAX_DEPTH && isTooDeep(trimmed)) return undefined;
  return parse(trimmed) ?? (hasNonFinite(trimmed) ? parse(quoteNonFinite(trimmed)) : undefined);
}

function parse(text: string): JsonObject | undefined {
  try {
    // An id of sixteen digits inside a string takes the slow way too, and comes out unharmed.
    return hasLongNumber(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? '';
  return /^-?\d+$/.test(source) ? source : value;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) at = stringEnd(text, at);
    else if (code === 0x7b || code === 0x5b) depth++;
    else if (code === 0x7d || code === 0x5d) depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** Where the string that opens at `start` closes; the end of the text when it does not. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at;
    if (code === 0x5c) at++;
  }
  return text.length;
}

/** Whether Python's words for what JSON cannot say may be in a text. */
export function hasNonFinite(text: string): boolean {
  return text.includes('NaN') || text.includes('Infinity');
}

const NON_FINITE = /NaN|-?Infinity/g;

/** Puts quotes around `NaN`, `Infinity` and `-Infinity` wherever they stand outside of strings. */
function quoteNonFinite(text: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const opening = text.indexOf('"', at);
    const stringAt = opening === -1 ? text.length : opening;
    parts.push(text.slice(at, stringAt).replace(NON_FINITE, '"$&"'));
    at = stringEnd(text, stringAt) + 1;
    parts.push(text.slice(stringAt, at));
  }
  return parts.join('');
}
