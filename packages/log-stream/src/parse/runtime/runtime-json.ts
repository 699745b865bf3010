import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { DocumentAndJson, LineContext, LineFormat } from '../line-format.ts';
import { lineTime } from '../line-time.ts';
import { hasNonFinite, parseObject } from './json-object.ts';

/**
 * What a document of a Lambda runtime's JSON log format lacks of the names that all events share: `time`
 * (from `timestamp`), `level` (from the `log_level` of Python's unhandled errors) and `requestId` (from
 * Java's `AWSRequestId`). Nothing that the document has is said again.
 *
 * LambdaLogger of the Java runtime prints the function's local time with a `Z` after it, so its
 * `timestamp` is not taken for a time. It is told by having no `logger`, which Log4j's layout, whose
 * times are right, always writes.
 */
function runtimeMembers(own: JsonObject, context: LineContext): JsonObject {
  const members: JsonObject = {};
  const time = missingTime(own, context);
  if (time !== undefined) members.time = time;
  const level = own.level === undefined ? levelName(own.log_level) : undefined;
  if (level !== undefined) members.level = level;
  const { AWSRequestId: javaId } = own;
  if (typeof javaId === 'string' && own.requestId === undefined) members.requestId = javaId;
  return members;
}

function missingTime(own: JsonObject, context: LineContext): string | undefined {
  const { timestamp } = own;
  const localTime = own.AWSRequestId !== undefined && own.logger === undefined;
  if (typeof timestamp !== 'string' || own.time !== undefined || localTime) return undefined;
  return lineTime(timestamp, context);
}

/** `timestamp` comes first in the documents of the Node, Python, Java and .NET runtimes. */
const RUNTIME_DOCUMENT = /^\{\s{0,10}"timestamp"\s{0,10}:/;

/**
 * Documents of a runtime's JSON log format, and the JSON that Python writes with `NaN` and `Infinity` in
 * it. Other JSON is left to the format for JSON.
 */
export const runtimeJson: LineFormat = {
  name: 'runtime_json',
  keepsJson: true,
  parse(line, context) {
    if (line.charCodeAt(0) !== 0x7b) return undefined;
    if (!RUNTIME_DOCUMENT.test(line) && !hasNonFinite(line)) return undefined;
    const own = parseObject(line);
    if (own === undefined) return undefined;
    const document: JsonObject = { ...runtimeMembers(own, context), ...own };
    const level = levelName(own.level);
    if (level !== undefined) document.level = level;
    // What LambdaLogger says for no level, and Python for no request id.
    if (document.level === 'UNDEFINED') delete document.level;
    if (document.requestId === '') delete document.requestId;
    return document;
  },
  shortcut: addTime,
};

/**
 * A document that lacks the time alone, as those of Node and Python do, and has nothing that must be
 * spelt otherwise: its own text with the time at its end.
 */
function addTime(line: string, context: LineContext): DocumentAndJson | undefined {
  if (!line.startsWith('{"timestamp":') || !isOneLine(line)) return undefined;
  const value = parseObject(line);
  if (value === undefined || needsMore(value)) return undefined;
  const time = missingTime(value, context);
  if (time === undefined) return undefined;
  value.time = time;
  return { value, json: `${line.slice(0, -1)},"time":"${time}"}` };
}

/** Whether a line is a text that can be passed on as it is; see `jsonText`. */
function isOneLine(line: string): boolean {
  if (line.charCodeAt(line.length - 1) !== 0x7d || !line.isWellFormed()) return false;
  return !line.includes('\n') && !line.includes('\r') && !hasNonFinite(line);
}

function needsMore({ level, requestId, AWSRequestId: javaId }: JsonObject): boolean {
  return level === undefined || levelName(level) !== level || requestId === '' || !!javaId;
}
