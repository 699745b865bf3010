import type { JsonObject } from '../../decode/decoded-event.ts';

const KEY = /([^\s="{}]{1,200})=/y;

/**
 * Reads `key=value key="a value"` from `start` on, with the values as `readValue` says. Stops at the first
 * thing that is not a key and a value.
 *
 * @param close a character that ends a bare value, besides a blank
 * @returns the members, and where reading stopped
 */
export function readKeyValues(
  text: string,
  start: number,
  close?: string,
): { members: JsonObject; end: number } {
  const members: JsonObject = {};
  let end = start;
  for (;;) {
    KEY.lastIndex = end;
    const key = KEY.exec(text)?.[1];
    if (key === undefined) return { members, end };
    const valueAt = KEY.lastIndex;
    const valueEnd = endOfValue(text, valueAt, close);
    setMember(members, key, readValue(text.slice(valueAt, valueEnd)));
    end = valueEnd;
    if (text.charCodeAt(end) === 0x20) end++;
  }
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

function endOfValue(text: string, start: number, close: string | undefined): number {
  let at = start;
  if (text.charCodeAt(at) === 0x22) {
    for (at++; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 0x5c) at++;
      else if (code === 0x22) return at + 1;
    }
    return text.length;
  }
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code <= 0x20 || text.charAt(at) === close) break;
    at++;
  }
  return at;
}

const NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;

/**
 * A value as it was meant: a number where writing it again gives the same digits (`007` and ids of more
 * than fifteen digits are text), true and false, a quoted text without its quotes, else the text itself.
 */
export function readValue(text: string): unknown {
  if (text.charCodeAt(0) === 0x22) return unquoted(text);
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (NUMBER.test(text) && String(Number(text)) === text) return Number(text);
  return text;
}

function unquoted(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'string') return value;
  } catch {
    // Go and Rust know escapes that JSON does not: the text stays as it was written.
  }
  return text.length > 1 && text.endsWith('"') ? text.slice(1, -1) : text;
}
