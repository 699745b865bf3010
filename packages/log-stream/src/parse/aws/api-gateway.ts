import type { JsonObject } from '../../decode/decoded-event.ts';
import { readAccessLine } from '../common/access-line.ts';
import { logTime } from '../common/log-time.ts';
import { plainNumber } from '../common/plain-value.ts';
import { splitRequest } from '../common/request-line.ts';
import { setMember } from '../common/set-member.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { parseObject } from '../runtime/json-object.ts';
import { scalarText } from './scalar-text.ts';

/** Users write the format, so the members may come in any order; by here one of them has come. */
const WINDOW = 1024;

const UTC: LineContext = { timeZone: 'UTC', referenceMs: 0 };

/**
 * API Gateway's access log in a JSON format of the user's own, known by `requestTime` (or
 * `requestTimeEpoch`) and a request id. Members keep the names that the user gave them; all values are
 * texts there, so `-` becomes null, and statuses, lengths, latencies and epochs become numbers. The time
 * of the request is added as `time`, unless the user has a readable time of that name.
 */
export const apiGatewayJson: LineFormat = {
  name: 'api_gateway_json',
  parse(line) {
    if (line.charCodeAt(0) !== 0x7b) return undefined;
    const window = line.length > WINDOW ? line.slice(0, WINDOW) : line;
    // A short word with a rare letter in front is found, or missed, many times faster than a long one.
    if (!window.includes('Time') || !window.includes('equestTime')) return undefined;
    const object = parseObject(line);
    return object && readMembers(object);
  },
};

function readMembers(object: JsonObject): JsonObject | undefined {
  const { requestId, extendedRequestId, requestTime, requestTimeEpoch } = object;
  if (typeof (requestId ?? extendedRequestId) !== 'string') return undefined;
  const time = instant(requestTime ?? requestTimeEpoch);
  if (time === undefined) return undefined;
  const ownTime = instant(object.time);
  const document: JsonObject = { time: ownTime ?? time };
  for (const [name, value] of Object.entries(object)) {
    if (name !== 'time') setMember(document, name, typed(name, value));
    else if (ownTime === undefined) document.time_text = value;
  }
  return document;
}

function instant(value: unknown): string | undefined {
  const text = scalarText(value);
  return text === undefined ? undefined : logTime(text, UTC);
}

/** `status`, `integrationStatus`, `responseLength`, `integrationLatency`, `requestTimeEpoch`. */
const NUMBERS = /(?:status|length|latency|epoch)$/i;

function typed(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value === '-') return null;
  return NUMBERS.test(name) ? (plainNumber(value) ?? value) : value;
}

/** `$context.requestId`, a UUID or the like of base64, and `$context.extendedRequestId`. */
const IDS = /^ ([0-9a-f-]{36}|[\w-]{8,32}=)(?: ([\w-]{8,32}=))?(?: (.*))?$/;

/**
 * API Gateway's access log in the common log format that its documentation and console give, with the
 * request's ids at the end: as a document with the names of the JSON format there, so that dashboards
 * work for both. A route such as `GET /hello/{name}` or `$default`, of HTTP APIs, is `resourcePath`.
 */
export const apiGatewayClf: LineFormat = {
  name: 'api_gateway_clf',
  parse(line, context) {
    // Combined log format ends with the user agent in quotes; no id does.
    if (line.charCodeAt(line.length - 1) === 0x22) return undefined;
    const access = readAccessLine(line, context);
    const ids = access && IDS.exec(line.slice(access.end));
    if (access === undefined || !ids) return undefined;
    const [, id, extendedId, rest] = ids;
    const document: JsonObject = { time: access.time };
    document.requestId = id;
    if (extendedId !== undefined) document.extendedRequestId = extendedId;
    document.ip = access.host;
    document.caller = access.ident;
    document.user = access.user;
    const request = splitRequest(access.request);
    document.httpMethod = request?.method ?? null;
    document.resourcePath = request?.target ?? access.request;
    document.protocol = request?.protocol ?? null;
    document.status = access.status;
    document.responseLength = access.bytes;
    if (rest !== undefined && rest !== '-') document.extra = [rest];
    return document;
  },
};
