import { MAX_TRACE_LINES } from './at-stack.ts';

/** What a traceback of Python's says of an error, under the names of Lambda's JSON log format. */
export interface Traceback {
  /** The text before the traceback; the whole text where more than the traceback follows it. */
  message: string;
  /** The last line of the traceback; undefined where the runtime has put it first. */
  error: string | undefined;
  /** One text a frame, as `traceback.format_tb` gives them, which is what the JSON format holds. */
  stackTrace: string[];
}

export const TRACEBACK = 'Traceback (most recent call last):';

/** A line of a traceback: indented by blanks, or by the no-break spaces that the runtime puts there. */
const INDENTED = /(?:\r\n|\r|\n)([ \u00a0]+)([^\r\n]*)/y;

/** Frames, and `[Previous line repeated 989 more times]`; the source lines of a frame have more. */
const FRAME_INDENT = 2;

/**
 * Reads the traceback in a text. Of several, chained by `raise ... from`, it is the last one, as in the
 * JSON format, and `message` is then the whole text.
 */
export function readTraceback(text: string): Traceback | undefined {
  const first = markAt(text, text.indexOf(TRACEBACK));
  if (first === undefined) return undefined;
  const last = markAt(text, text.lastIndexOf(TRACEBACK)) ?? first;
  const trace = readFrames(text, last + TRACEBACK.length);
  if (trace === undefined) return undefined;
  const error = text.slice(trace.end).trim();
  const message = first === last ? text.slice(0, first).trimEnd() : text;
  return { message, error: error === '' ? undefined : error, stackTrace: trace.frames };
}

/** The mark begins a line; elsewhere somebody is writing about tracebacks. */
function markAt(text: string, at: number): number | undefined {
  if (at === -1) return undefined;
  return at === 0 || /[\r\n]/.test(text.charAt(at - 1)) ? at : undefined;
}

function readFrames(text: string, start: number): { frames: string[]; end: number } | undefined {
  const frames: string[] = [];
  let end = start;
  for (let lines = 0; lines <= MAX_TRACE_LINES; lines++) {
    INDENTED.lastIndex = end;
    const [, indent, line] = INDENTED.exec(text) ?? [];
    if (indent === undefined) return { frames, end };
    const whole = `${' '.repeat(indent.length)}${line}\n`;
    if (frames.length === 0 || indent.length === FRAME_INDENT) frames.push(whole);
    else frames[frames.length - 1] += whole;
    end = INDENTED.lastIndex;
  }
  return undefined;
}

const ERROR_LINE = /^([A-Za-z_][\w.<>]*)(?:: (.*))?$/s;

/** `app.OrderNotFound: no such order` as type and message; undefined when it does not read so. */
export function splitError(error: string): { errorType: string; errorMessage: string } | undefined {
  const [, errorType, errorMessage = ''] = ERROR_LINE.exec(error) ?? [];
  return errorType === undefined ? undefined : { errorType, errorMessage };
}
