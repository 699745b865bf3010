import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { beginsWithDigit } from '../line-time.ts';
import { parseObject } from './json-object.ts';
import { withMessage } from './message.ts';
import { readRuntimeHead } from './runtime-head.ts';

const LEVEL = /(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)(?:[\t ]|$)/y;

/** The Node runtime's lines: `<time>\t<request id or "undefined">\t<LEVEL>\t<message>`. */
export const nodeText: LineFormat = {
  name: 'node_text',
  parse(line, context) {
    if (!beginsWithDigit(line)) return undefined;
    const head = readRuntimeHead(line, 0, context);
    if (head === undefined) return undefined;
    LEVEL.lastIndex = head.end;
    const level = LEVEL.exec(line)?.[1];
    if (level === undefined) return undefined;
    const document: JsonObject = { time: head.time, level };
    if (head.requestId !== undefined) document.requestId = head.requestId;
    return withErrorOrMessage(document, line.slice(LEVEL.lastIndex), context);
  },
};

/** Lines without a level, `<time>\t<request id>\t<message>`, as Node 8 and custom runtimes wrote them. */
export const tabbedText: LineFormat = {
  name: 'tabbed_text',
  parse(line, context) {
    // With blanks for the tabs, nothing would tell it from anybody's line.
    if (line.charCodeAt(24) !== 0x09 || !beginsWithDigit(line)) return undefined;
    const head = readRuntimeHead(line, 0, context);
    if (head === undefined) return undefined;
    const document: JsonObject = { time: head.time };
    if (head.requestId !== undefined) document.requestId = head.requestId;
    return withMessage(document, line.slice(head.end), context);
  },
};

/** What the runtime puts before the JSON of an error that nobody caught: `Invoke Error \t{...}`. */
const THROWN = /^([^\t\n{]{1,60}?)[ \t]*\t(?=\{"errorType":)/;

function withErrorOrMessage(
  document: JsonObject,
  message: string,
  context: LineContext,
): JsonObject {
  const match = message.charCodeAt(0) === 0x7b ? null : THROWN.exec(message);
  const error = match && parseObject(message.slice(match[0].length));
  if (!match || !error) return withMessage(document, message, context);
  document.message = match[1];
  return withError(document, error);
}

/**
 * The type, message and stack under the names of the JSON format; the error's further members (`code`,
 * `reason`, and a `time` or `requestId` of AWS's SDK) under `error`, where they meet nothing.
 */
function withError(document: JsonObject, error: JsonObject): JsonObject {
  const { errorType, errorMessage, stack, trace, ...further } = error;
  document.errorType = errorType;
  if (errorMessage !== undefined) document.errorMessage = errorMessage;
  const stackTrace = stack ?? trace;
  if (stackTrace !== undefined) document.stackTrace = stackTrace;
  if (Object.keys(further).length > 0) document.error = further;
  return document;
}
