import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { withMessage } from './message.ts';
import { readTraceback, splitError } from './python-traceback.ts';
import { readRuntimeHead } from './runtime-head.ts';

const LEVEL = /\[([A-Za-z]\w{0,19}(?: \d{1,4})?)\][\t ](?=\d)/y;

/**
 * The Python runtime's lines: `[LEVEL]\t<time>\t<request id or nothing>\t<message, many lines>`. LEVEL is
 * `Level 25` where the program has numbers of its own, and any word where it has names of its own: such
 * a name is kept in `levelName`.
 */
export const pythonText: LineFormat = {
  name: 'python_text',
  parse(line, context) {
    if (line.charCodeAt(0) !== 0x5b) return undefined;
    LEVEL.lastIndex = 0;
    const name = LEVEL.exec(line)?.[1];
    if (name === undefined) return undefined;
    const head = readRuntimeHead(line, LEVEL.lastIndex, context);
    if (head === undefined) return undefined;
    const level = levelName(name);
    const document: JsonObject = { time: head.time };
    if (level === undefined) document.levelName = name;
    else document.level = level;
    if (head.requestId !== undefined) document.requestId = head.requestId;
    return withExceptionOrMessage(document, line.slice(head.end), context);
  },
};

/** What `logger.exception` wrote below the message, under the names of the JSON format. */
function withExceptionOrMessage(
  document: JsonObject,
  message: string,
  context: LineContext,
): JsonObject {
  const traceback = readTraceback(message);
  const error = traceback?.error === undefined ? undefined : splitError(traceback.error);
  if (traceback === undefined || error === undefined) {
    return withMessage(document, message, context);
  }
  document.message = traceback.message;
  // JSON has the class without its module.
  document.errorType = error.errorType.slice(error.errorType.lastIndexOf('.') + 1);
  document.errorMessage = error.errorMessage;
  document.stackTrace = traceback.stackTrace;
  return document;
}

const UNHANDLED = '[ERROR] ';

/**
 * What the Python runtime writes of an exception that nobody caught: `[ERROR] Type: message` and the
 * traceback, its lines parted by carriage returns and indented by no-break spaces. It has no time and
 * no request id.
 */
export const pythonUnhandled: LineFormat = {
  name: 'python_unhandled',
  parse(line) {
    if (line.charCodeAt(0) !== 0x5b || !line.startsWith(UNHANDLED)) return undefined;
    const traceback = readTraceback(line);
    // The runtime writes the error first: what follows the frames is not the runtime's.
    if (traceback === undefined || traceback.error !== undefined) return undefined;
    const message = traceback.message.slice(UNHANDLED.length);
    const error = splitError(message);
    if (error === undefined) return undefined;
    return { level: 'ERROR', message, ...error, stackTrace: traceback.stackTrace };
  },
};
