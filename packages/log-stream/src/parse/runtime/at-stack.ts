/** What a stack trace says of an error, under the names of Lambda's JSON log format. */
export interface ErrorDetails {
  message: string;
  errorType: string;
  errorMessage: string;
  /** The lines of the trace, from the one that names the error. */
  stackTrace: string[];
}

/** Where the first frame begins: `    at place (/var/task/index.js:12:25)`, `\tat Hello.place(...)`. */
const FIRST_FRAME = /(?:\r\n|\r|\n)[ \t]+at /;

/** Frames and what stands between them in traces of Node, Java and .NET. */
const FRAME = /(?:\r\n|\r|\n)([ \t]*(?:at |\.\.\. |Caused by: |Suppressed: |--- End of )[^\r\n]*)/y;

/** More lines than these are no trace that somebody reads, and the text keeps them. */
export const MAX_TRACE_LINES = 10_000;

/** The error's type and message are looked for in so many characters before the first frame. */
const MAX_HEADER = 4096;

/** A type that says so by its name, wherever it stands: `could not place order TypeError: ...`. */
const TELLING_TYPE =
  /(?:^|[\s(])((?:[A-Za-z_$][\w$]*\.)*[A-Za-z_$][\w$]*(?:Error|Exception|Rejection|Failure|Throwable))(?: \[[\w-]+\])?(?=:|[\r\n]|$)/;

/** Any type at all, in the line just before the first frame: `OrderNotFound: no such order`. */
const TYPE_IN_LAST_LINE = /(?:^|[\r\n])([A-Za-z_$][\w$]*(?:\.[\w$]+)*)(?=: [^\r\n]*$|$)/;

/**
 * Reads a message that holds a stack trace of Node, Java or .NET. `message` is the text up to the first
 * frame when the trace ends the message, else the whole message, so that nothing is lost.
 *
 * @returns undefined when there is no trace, or no error's name before it, or the trace is beyond reason
 */
export function readAtStack(message: string): ErrorDetails | undefined {
  // The pattern would look at every character, and most messages have one line.
  if (!message.includes('\n') && !message.includes('\r')) return undefined;
  const firstFrame = FIRST_FRAME.exec(message)?.index;
  if (firstFrame === undefined) return undefined;
  const windowAt = Math.max(0, firstFrame - MAX_HEADER);
  const window = message.slice(windowAt, firstFrame);
  const match = TELLING_TYPE.exec(window) ?? TYPE_IN_LAST_LINE.exec(window);
  const errorType = match?.[1];
  if (match === null || errorType === undefined) return undefined;

  const header = window.slice(match.index + match[0].indexOf(errorType));
  const { frames, end } = readFrames(message, firstFrame);
  if (frames.length > MAX_TRACE_LINES) return undefined;
  const rest = message.slice(end).trim();
  const last = frames.length - 1;
  // Node shows an error's further members after the trace, from a brace in its last line on.
  if (rest !== '' && frames[last]?.endsWith(' {')) frames[last] = frames[last].slice(0, -2);
  return {
    message: rest === '' ? message.slice(0, firstFrame) : message,
    errorType,
    errorMessage: afterColon(header),
    stackTrace: [...header.split(/\r\n|\r|\n/), ...frames],
  };
}

function readFrames(message: string, start: number): { frames: string[]; end: number } {
  const frames: string[] = [];
  let end = start;
  for (;;) {
    FRAME.lastIndex = end;
    const frame = FRAME.exec(message)?.[1];
    if (frame === undefined || frames.length > MAX_TRACE_LINES) return { frames, end };
    frames.push(frame);
    end = FRAME.lastIndex;
  }
}

/** The message alone: .NET goes on with the exception inside, after an arrow. */
function afterColon(header: string): string {
  const colon = header.indexOf(': ');
  if (colon === -1) return '';
  const inner = header.indexOf('---> ', colon);
  return header.slice(colon + 2, inner === -1 ? undefined : inner).trimEnd();
}
