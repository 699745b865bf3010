import { parseJson } from './json-value.ts';
import type { LineContext } from './line-format.ts';
import { lineTime } from './line-time.ts';
import { parseObject } from './runtime/json-object.ts';

export const fieldTypes = ['text', 'integer', 'number', 'boolean', 'json', 'time'] as const;

/** What the text of a named group is read as. */
export type FieldType = (typeof fieldTypes)[number];

/** No number that a double holds exactly is written with more characters. */
const longestNumber = 32;

/**
 * The value of a group's text; the text itself when it is not of the type, so that nothing is lost.
 *
 * - `integer`: with or without a sign; past 2^53 it stays text. `-` is null.
 * - `number`: also with a fraction or an exponent. `-` is null.
 * - `boolean`: `true` and `false` in any case.
 * - `json`: any JSON value; in objects also as Python spells `NaN` and `Infinity`. Integers past 2^53
 *   in it become texts; what is nested more than 500 levels deep stays text as a whole.
 * - `time`: ISO 8601 in UTC, see `parseTimestamp` for what is read.
 */
export function readField(type: FieldType, text: string, context: LineContext): unknown {
  switch (type) {
    case 'text':
      return text;
    case 'integer':
      return text.length > longestNumber ? text : numberOr(text, /^[+-]?\d+$/);
    case 'number':
      return text.length > longestNumber
        ? text
        : numberOr(text, /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/);
    case 'boolean':
      return booleanOr(text);
    case 'json':
      return jsonOr(text);
    case 'time':
      return lineTime(text, context) ?? text;
  }
}

function numberOr(text: string, form: RegExp): number | string | null {
  if (text === '-') return null;
  const value = form.test(text) ? Number(text) : Number.NaN;
  const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return exact ? value : text;
}

function booleanOr(text: string): boolean | string {
  if (text.length > 'false'.length) return text;
  const lower = text.toLowerCase();
  return lower === 'true' || (lower === 'false' ? false : text);
}

function jsonOr(text: string): unknown {
  if (text.startsWith('{')) return parseObject(text) ?? text;
  if (parseJson(text) === undefined) return text;
  const wrapped = parseObject(`{"value":${text}}`);
  return wrapped === undefined ? text : wrapped.value;
}
