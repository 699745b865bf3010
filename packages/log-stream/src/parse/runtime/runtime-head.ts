import type { LineContext } from '../line-format.ts';
import { lineTime } from '../line-time.ts';

/** The time and request id with which lines of the Node, .NET and Python runtimes begin. */
export interface RuntimeHead {
  time: string;
  /** Absent outside of an invocation: Node writes `undefined`, the others nothing. */
  requestId: string | undefined;
  /** Where what follows the request id and its separator begins. */
  end: number;
}

/** Length of `2026-11-21T04:43:28.123Z`, the only form in which these runtimes write a time. */
const TIME_LENGTH = 24;
const TAB = 0x09;
const BLANK = 0x20;
const LETTER_T = 0x54;
const LETTER_Z = 0x5a;

/** Where tabs have become blanks, only an id that looks like one can be told from a message. */
const ID_AND_BLANK = /(undefined|[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})[\t ]| /y;

/**
 * Reads `<ISO time>\t<request id>\t`; the tabs may have become blanks.
 *
 * @param start where the time begins. Behind `[LEVEL]` the id may be missing between blanks, too
 * @returns undefined when the line does not have that at `start`
 */
export function readRuntimeHead(
  line: string,
  start: number,
  context: LineContext,
): RuntimeHead | undefined {
  const timeEnd = start + TIME_LENGTH;
  const separator = line.charCodeAt(timeEnd);
  if (separator !== TAB && separator !== BLANK) return undefined;
  if (line.charCodeAt(timeEnd - 1) !== LETTER_Z || line.charCodeAt(start + 10) !== LETTER_T) {
    return undefined;
  }
  const id =
    separator === TAB ? idByTab(line, timeEnd + 1) : idByForm(line, timeEnd + 1, start > 0);
  if (id === undefined) return undefined;
  const time = lineTime(line.slice(start, timeEnd), context);
  return time === undefined ? undefined : { time, ...id };
}

type Id = Pick<RuntimeHead, 'requestId' | 'end'>;

/** No id is longer; the tab that is further off belongs to a message. */
const MAX_ID_LENGTH = 64;

function idByTab(line: string, start: number): Id | undefined {
  const end = line.indexOf('\t', start);
  if (end === -1 || end - start > MAX_ID_LENGTH) return undefined;
  return { requestId: knownId(line.slice(start, end)), end: end + 1 };
}

function idByForm(line: string, start: number, behindLevel: boolean): Id | undefined {
  ID_AND_BLANK.lastIndex = start;
  const id = ID_AND_BLANK.exec(line)?.[1];
  if (id !== undefined) return { requestId: knownId(id), end: ID_AND_BLANK.lastIndex };
  const isMissing = behindLevel && line.charCodeAt(start) === BLANK;
  return isMissing ? { requestId: undefined, end: start + 1 } : undefined;
}

function knownId(id: string): string | undefined {
  return id === '' || id === 'undefined' ? undefined : id;
}
