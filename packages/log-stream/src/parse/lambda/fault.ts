import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';
import { beginsWithDate, lineTime } from '../line-time.ts';

/** As for Lambda's other lines: a longer one is not Lambda's. */
const MAX_LENGTH = 4096;

const HEAD = 'RequestId: ';
const STATUS = /^RequestId: (\S+)\s+Status: (\S+)(?:\s+Error ?Type: (\S+))?$/;
const EXITED = 'Process exited before completing request';
/** The type, where a console or a copy of the log has put it on the same line. */
const TYPE_AT_END = / ((?:Runtime|Extension|Sandbox|Function)\.[A-Za-z.]+)$/;

/**
 * What Lambda says when an environment failed: `RequestId: <id> Error: <text>` with the type on the
 * next line, `RequestId: <id> Process exited before completing request`, and the newer
 * `RequestId: <id>  Status: error  ErrorType: <t>`.
 *
 * The record of `platform.fault` is a string in JSON, the line itself; what can be told apart in it
 * stands beside it.
 */
export const lambdaFault: LineFormat = {
  name: 'lambda_fault',
  parse(line) {
    if (!line.startsWith(HEAD) || line.length > MAX_LENGTH) return undefined;
    const text = line.trimEnd();
    const idEnd = text.indexOf(' ', HEAD.length);
    const requestId = text.slice(HEAD.length, idEnd);
    if (text.startsWith('Error: ', idEnd + 1)) {
      return fault(text, { requestId, ...errorOf(text.slice(idEnd + 8)) });
    }
    if (text.endsWith(EXITED) && text.length === idEnd + 1 + EXITED.length) {
      return fault(text, { requestId, errorMessage: EXITED });
    }
    const [, id, status, errorType] = STATUS.exec(text) ?? [];
    if (id === undefined || status === 'success') return undefined;
    return fault(text, { requestId: id, errorType });
  },
};

function errorOf(text: string): Partial<Details> {
  const lineEnd = text.indexOf('\n');
  if (lineEnd !== -1) {
    const errorType = text.slice(lineEnd + 1).trim();
    // More than a word is not the type, and the record has it anyway.
    return {
      errorMessage: text.slice(0, lineEnd),
      errorType: /\s/.test(errorType) ? undefined : errorType,
    };
  }
  const errorType = TYPE_AT_END.exec(text)?.[1];
  const end = errorType === undefined ? text.length : text.length - errorType.length - 1;
  return { errorMessage: text.slice(0, end), errorType };
}

const TIMEOUT =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z) (\S+) (Task timed out after \d+(?:\.\d+)? seconds)\s*$/;

/**
 * `<time> <id> Task timed out after 3.00 seconds`, as a fault of the type that Lambda gives to the
 * caller of such an invocation.
 */
export const lambdaTimeout: LineFormat = {
  name: 'lambda_timeout',
  parse(line, context) {
    if (!beginsWithDate(line) || line.length > MAX_LENGTH) return undefined;
    // Blanks tell it from the lines of the runtimes, which have tabs.
    if (line.charCodeAt(24) !== 0x20 && line.charCodeAt(20) !== 0x20) return undefined;
    const [, instant = '', requestId, errorMessage] = TIMEOUT.exec(line) ?? [];
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    return {
      time,
      ...fault(line.trimEnd(), { requestId, errorType: 'Sandbox.Timedout', errorMessage }),
    };
  },
};

interface Details {
  requestId: string | undefined;
  errorType?: string | undefined;
  errorMessage?: string | undefined;
}

function fault(record: string, { requestId, errorType, errorMessage }: Details): JsonObject {
  const document: JsonObject = { type: 'platform.fault', level: 'ERROR', requestId };
  if (errorType !== undefined) document.errorType = errorType;
  if (errorMessage !== undefined) document.errorMessage = errorMessage;
  document.record = record;
  return document;
}
