import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { beginsWithDate } from '../line-time.ts';
import { parseObject } from './json-object.ts';
import { withMessage } from './message.ts';
import { readRuntimeHead } from './runtime-head.ts';

const LEVEL = /(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)(?:[\t ]|$)/y;

/** The Node runtime's lines: `<time>\t<request id or "undefined">\t<LEVEL>\t<message>`. */
export const nodeText: LineFormat = {
  name: 'node_text',
  parse(line, context) {
    if (!beginsWithDate(line)) return undefined;
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

/** Without a level, an id that looks like one tells the line from any table with tabs. */
const ID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Lines without a level, `<time>\t<request id>\t<message>`, as Node 8 and custom runtimes wrote them. */
export const tabbedText: LineFormat = {
  name: 'tabbed_text',
  parse(line, context) {
    // With blanks for the tabs, nothing would tell it from anybody's line.
    if (line.charCodeAt(24) !== 0x09 || !beginsWithDate(line)) return undefined;
    const head = readRuntimeHead(line, 0, context);
    if (head === undefined || !(head.requestId === undefined || ID.test(head.requestId))) {
      return undefined;
    }
    const document: JsonObject = { time: head.time };
    if (head.requestId !== undefined) document.requestId = head.requestId;
    return withMessage(document, line.slice(head.end), context);
  },
};

/** Where the JSON of an error that nobody caught begins: `Invoke Error \t{"errorType": ...}`. */
const THROWN = '\t{"errorType":';
/** The words before it are the runtime's, and few. */
const MAX_WORDS = 80;

function withErrorOrMessage(
  document: JsonObject,
  message: string,
  context: LineContext,
): JsonObject {
  const errorAt = message.slice(0, MAX_WORDS).indexOf(THROWN);
  const error = errorAt === -1 ? undefined : parseObject(message.slice(errorAt + 1));
  if (error === undefined) return withMessage(document, message, context);
  document.message = message.slice(0, errorAt).trimEnd();
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
