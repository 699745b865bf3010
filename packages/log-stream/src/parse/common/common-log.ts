import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';
import { type AccessLine, readAccessLine } from './access-line.ts';
import { splitColumns, unescaped } from './columns.ts';
import { splitRequest, textOrNull } from './request-line.ts';

/** Servers are told to append a handful of columns of their own; more is another format. */
const MAX_EXTRA = 32;

/**
 * Common log format, and combined with referer and user agent, as Apache, nginx and many others write
 * it: `127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326 "http://b/" "Mozilla"`.
 *
 * `{time, remote_host, ident, user, method, path, protocol, status, bytes, referer, user_agent}`, with
 * null for `-`. A request that is none is kept whole as `request`. A virtual host before the rest is
 * `virtual_host`; what a server appends after the user agent is `extra`, a list of texts.
 */
export const commonLog: LineFormat = {
  name: 'common_log',
  parse(line, context) {
    const access = readAccessLine(line, context);
    return access && document(line, access);
  },
};

function document(line: string, access: AccessLine): JsonObject | undefined {
  const rest = splitColumns(line, access.end, MAX_EXTRA);
  if (rest === undefined) return undefined;
  const value: JsonObject = { time: access.time };
  if (access.virtualHost !== undefined) value.virtual_host = access.virtualHost;
  value.remote_host = access.host;
  value.ident = access.ident;
  value.user = access.user;
  addRequest(value, access.request);
  value.status = access.status;
  value.bytes = access.bytes;
  return addRest(value, line, access.end, rest);
}

function addRequest(value: JsonObject, text: string): void {
  const request = splitRequest(text);
  if (request === undefined) {
    value.request = textOrNull(unescaped(text));
    return;
  }
  value.method = request.method;
  value.path = unescaped(request.target);
  value.protocol = request.protocol;
}

/** Referer and user agent stand in quotes; what does not is of another making. */
function addRest(value: JsonObject, line: string, end: number, rest: string[]): JsonObject {
  let extra = rest;
  if (rest.length >= 2 && line.startsWith(' "', end)) {
    value.referer = textOrNull(rest[0] as string);
    value.user_agent = textOrNull(rest[1] as string);
    extra = rest.slice(2);
  }
  if (extra.length > 0) value.extra = extra;
  return value;
}
