import type { JsonObject } from '../../decode/decoded-event.ts';
import { logTime } from '../common/log-time.ts';
import { splitRequest, textOrNull } from '../common/request-line.ts';
import type { LineContext } from '../line-format.ts';

/** How the text of a column becomes members of a document; false when it is not what the column holds. */
type ReadColumn = (document: JsonObject, name: string, text: string) => boolean;

/** A column of an AWS service's log line: its name in the document, and what it holds. */
export type Column = readonly [name: string, read: ReadColumn];

/** AWS writes UTC, with and without saying so. */
const UTC: LineContext = { timeZone: 'UTC', referenceMs: 0 };

/** Text; `-` is null. */
export const text: ReadColumn = (document, name, value) => {
  document[name] = textOrNull(value);
  return true;
};

/** Text of a known form. It shows that no text before it, which users write, went on too long. */
export function textLike(form: RegExp): ReadColumn {
  return (document, name, value) =>
    (value === '-' || form.test(value)) && text(document, name, value);
}

/** A whole number; `-` is null. */
export const integer: ReadColumn = (document, name, value) => {
  if (value !== '-' && !/^-?\d{1,15}$/.test(value)) return false;
  document[name] = value === '-' ? null : Number(value);
  return true;
};

/** Seconds or milliseconds that a step took; `-` and `-1`, which say that it never was, are null. */
export const duration: ReadColumn = (document, name, value) => {
  if (value !== '-' && !/^-?\d{1,10}(?:\.\d{1,9})?$/.test(value)) return false;
  document[name] = value === '-' || value.startsWith('-1') ? null : Number(value);
  return true;
};

/** An instant, as ISO 8601 in UTC; `-` is null. */
export const time: ReadColumn = (document, name, value) => {
  const read = value === '-' ? null : logTime(value, UTC);
  if (read === undefined) return false;
  document[name] = read;
  return true;
};

/** `192.168.131.39:2817` as two members, `<name>_ip` and `<name>_port`, both null for `-`. */
export const endpoint: ReadColumn = (document, name, value) => {
  const colon = value.lastIndexOf(':');
  const port = value.slice(colon + 1);
  if (value !== '-' && (colon <= 0 || !/^\d{1,5}$/.test(port))) return false;
  document[`${name}_ip`] = value === '-' ? null : value.slice(0, colon).replace(/^\[|\]$/g, '');
  document[`${name}_port`] = value === '-' ? null : Number(port);
  return true;
};

/** An HTTP request line as `method`, `<name>` and `protocol`; what is none is kept whole as `request`. */
export const request: ReadColumn = (document, name, value) => {
  const parts = splitRequest(value);
  if (parts === undefined) document.request = textOrNull(value);
  else {
    document.method = parts.method;
    document[name] = parts.target;
    document.protocol = parts.protocol;
  }
  return true;
};

/**
 * The document of a line of columns. A line may have fewer than the table, as services have added
 * columns over the years, and more, as they will: those are `extra`, a list of texts.
 *
 * @param required how many columns the oldest lines have
 * @returns undefined when a column does not hold what it should: then the line is another format's
 */
export function readColumns(
  columns: readonly Column[],
  values: readonly string[],
  required: number,
): JsonObject | undefined {
  if (values.length < required) return undefined;
  const document: JsonObject = {};
  const count = Math.min(columns.length, values.length);
  for (let index = 0; index < count; index += 1) {
    const [name, read] = columns[index] as Column;
    if (!read(document, name, values[index] as string)) return undefined;
  }
  if (values.length > columns.length) document.extra = values.slice(columns.length);
  return document;
}
