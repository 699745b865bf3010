import type { JsonObject } from '../../decode/decoded-event.ts';
import { plainNumber } from '../common/plain-value.ts';
import { textOrNull } from '../common/request-line.ts';
import { setMember } from '../common/set-member.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { lineTime } from '../line-time.ts';
import { parseObject } from '../runtime/json-object.ts';
import { scalarText } from './scalar-text.ts';

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html */
const COLUMNS = [
  ...[
    'date',
    'time',
    'x-edge-location',
    'sc-bytes',
    'c-ip',
    'cs-method',
    'cs(Host)',
    'cs-uri-stem',
  ],
  ...['sc-status', 'cs(Referer)', 'cs(User-Agent)', 'cs-uri-query', 'cs(Cookie)'],
  ...['x-edge-result-type', 'x-edge-request-id', 'x-host-header', 'cs-protocol', 'cs-bytes'],
  ...['time-taken', 'x-forwarded-for', 'ssl-protocol', 'ssl-cipher', 'x-edge-response-result-type'],
  ...['cs-protocol-version', 'fle-status', 'fle-encrypted-fields', 'c-port', 'time-to-first-byte'],
  ...['x-edge-detailed-result-type', 'sc-content-type', 'sc-content-len', 'sc-range-start'],
  'sc-range-end',
].map(memberName);

/** Up to the protocol version; the rest came later. */
const REQUIRED = 24;

const NUMBERS = new Set([
  ...['sc_bytes', 'sc_status', 'cs_bytes', 'time_taken', 'c_port', 'time_to_first_byte'],
  ...['sc_content_len', 'sc_range_start', 'sc_range_end', 'fle_encrypted_fields'],
  ...['timestamp', 'timestamp_ms'],
]);

/** With those that may yet be added. */
const MAX_COLUMNS = COLUMNS.length + 32;

const UTC: LineContext = { timeZone: 'UTC', referenceMs: 0 };

const TAB = 0x09;
const JSON_START = /^\{\s*"(?:date|timestamp(?:\(ms\))?)"\s*:/;

/**
 * CloudFront standard log: the line of columns set apart by tabs, and the JSON that it delivers to
 * CloudWatch Logs and that CloudWatch makes of the line. Names have `_` for all that is no letter or
 * digit, `cs(User-Agent)` is `cs_user_agent`; `-` is null; date and time, which are two there, are one
 * `time`. What is percent-encoded stays so. Lines beginning with `#` are headers and not this format.
 */
export const cloudFront: LineFormat = {
  name: 'cloudfront',
  parse(line) {
    if (line.charCodeAt(10) === TAB && line.charCodeAt(19) === TAB) return readColumns(line);
    if (line.charCodeAt(0) !== 0x7b || !JSON_START.test(line)) return undefined;
    if (!line.includes('x-edge-')) return undefined;
    const object = parseObject(line);
    return object && readMembers(object);
  },
};

function readColumns(line: string): JsonObject | undefined {
  const values = line.split('\t', MAX_COLUMNS + 1);
  const time = instant(values[0], values[1]);
  if (time === undefined || values.length < REQUIRED || values.length > MAX_COLUMNS) {
    return undefined;
  }
  const document: JsonObject = { time };
  const count = Math.min(COLUMNS.length, values.length);
  for (let index = 2; index < count; index += 1) {
    const name = COLUMNS[index] as string;
    document[name] = typed(name, values[index]);
  }
  if (values.length > COLUMNS.length) document.extra = values.slice(COLUMNS.length);
  return document;
}

/** Undefined also where two members would get the same name: one of them would be lost. */
function readMembers(object: JsonObject): JsonObject | undefined {
  const hasDate = object.date !== undefined;
  const time = hasDate
    ? instant(object.date, object.time)
    : epochTime(object['timestamp(ms)'] ?? object.timestamp);
  if (time === undefined) return undefined;
  const document: JsonObject = { time };
  for (const [key, value] of Object.entries(object)) {
    if (hasDate && (key === 'date' || key === 'time')) continue;
    const name = memberName(key);
    if (Object.hasOwn(document, name)) return undefined;
    setMember(document, name, typed(name, value));
  }
  return document;
}

function epochTime(timestamp: unknown): string | undefined {
  const text = scalarText(timestamp);
  return text === undefined ? undefined : lineTime(text, UTC);
}

function instant(date: unknown, time: unknown): string | undefined {
  if (typeof date !== 'string' || typeof time !== 'string') return undefined;
  return lineTime(`${date}T${time}.000Z`, UTC);
}

function typed(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const text = textOrNull(value);
  return text !== null && NUMBERS.has(name) ? (plainNumber(text) ?? text) : text;
}

function memberName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
