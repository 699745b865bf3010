import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
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
  const { timestamp, AWSRequestId: javaId, log_level: pythonLevel } = own;
  const localTime = javaId !== undefined && own.logger === undefined;
  if (typeof timestamp === 'string' && own.time === undefined && !localTime) {
    const time = lineTime(timestamp, context);
    if (time !== undefined) members.time = time;
  }
  const level = own.level === undefined ? levelName(pythonLevel) : undefined;
  if (level !== undefined) members.level = level;
  if (typeof javaId === 'string' && own.requestId === undefined) members.requestId = javaId;
  return members;
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
};
