import type { JsonObject } from '../../decode/decoded-event.ts';

const BLANK = 0x20;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const EQUALS = 0x3d;
const MAX_KEY = 200;
/** No program logs more attributes, and no index of events takes more fields. */
const MAX_MEMBERS = 1000;

/**
 * Reads `key=value key="a value"` from `start` on, with the values as `readValue` says. Stops at the first
 * thing that is not a key and a value, at a key that was there before, and after a thousand members.
 *
 * @param close code of a character that ends a bare value, besides a blank
 * @returns the members, and where reading stopped
 */
export function readKeyValues(
  text: string,
  start: number,
  close?: number,
): { members: JsonObject; end: number } {
  const members: JsonObject = {};
  let end = start;
  for (let count = 0; count < MAX_MEMBERS; count++) {
    const keyEnd = endOfKey(text, end);
    if (keyEnd === end || text.charCodeAt(keyEnd) !== EQUALS) return { members, end };
    const key = text.slice(end, keyEnd);
    if (Object.hasOwn(members, key)) return { members, end };
    const valueAt = keyEnd + 1;
    const valueEnd = endOfValue(text, valueAt, close);
    setMember(members, key, readValue(text.slice(valueAt, valueEnd)));
    end = valueEnd;
    if (text.charCodeAt(end) === BLANK) end++;
  }
  return { members, end };
}

/** A key such as `__proto__` becomes a member like any other. */
function setMember(members: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(members, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else members[key] = value;
}

/** A key has no blanks, quotes or braces in it. */
function endOfKey(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_KEY);
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code <= BLANK || code === QUOTE || code === EQUALS) return at;
    if (code === 0x7b || code === 0x7d) return at;
  }
  return limit;
}

function endOfValue(text: string, start: number, close: number | undefined): number {
  let at = start;
  if (text.charCodeAt(at) === QUOTE) {
    for (at++; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === BACKSLASH) at++;
      else if (code === QUOTE) return at + 1;
    }
    return text.length;
  }
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= BLANK || code === close) break;
    at++;
  }
  return at;
}

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

/**
 * A value as it was meant: a number where writing it again gives the same digits (`007` and ids of more
 * than fifteen digits are text), true and false, a quoted text without its quotes, else the text itself.
 */
function readValue(text: string): unknown {
  if (text.charCodeAt(0) === QUOTE) return unquoted(text);
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (NUMBER.test(text) && String(Number(text)) === text) return Number(text);
  return text;
}

function unquoted(text: string): string {
  if (!text.includes('\\')) return withoutQuotes(text);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
  } catch {
    // Go and Rust know escapes that JSON does not: the text stays as it was written.
  }
  return withoutQuotes(text);
}

function withoutQuotes(text: string): string {
  return text.length > 1 && text.endsWith('"') ? text.slice(1, -1) : text;
}
