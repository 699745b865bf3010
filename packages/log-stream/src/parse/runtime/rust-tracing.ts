import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { isDigit, lineTime } from '../line-time.ts';
import { withMessage } from './message.ts';
import { readSpans } from './rust-spans.ts';

const TIME = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.(?:\d{6}|\d{9})Z) /y;
/** The level is padded to five characters on the left. */
const LEVEL = /( INFO| WARN|ERROR|DEBUG|TRACE) /y;
const THREAD = /ThreadId\((\d+)\) /y;
const TARGET = /([A-Za-z_]\w{0,100}(?:::\w{1,100}){0,20}): /y;
const SOURCE = /([^\s:]{1,200}\.rs):(\d{1,7}): /y;
const PATH = /[A-Za-z_]\w{0,100}::\w{1,100}/y;

/**
 * Lines of Rust's tracing, as its own format and as the Rust runtime for Lambda writes them, which leaves
 * out the time and the target: ` INFO Lambda runtime invoke{requestId="..."}: <message> key=value`. Spans
 * become `spans`, and the request id among their fields `requestId`. Colours are taken away.
 */
export const rustTracing: LineFormat = {
  name: 'rust_tracing',
  parse(line, context) {
    if (line.charCodeAt(0) === 0x1b) return parse(withoutColours(line), context);
    return mayBegin(line) ? parse(line, context) : undefined;
  },
};

/** With a time to the micro- or nanosecond, or with a level, its five characters and a blank. */
function mayBegin(line: string): boolean {
  const first = line.charCodeAt(0);
  if (isDigit(first)) return line.charCodeAt(26) === LETTER_Z || line.charCodeAt(29) === LETTER_Z;
  if (line.charCodeAt(5) !== 0x20) return false;
  // ERROR and its like begin many a plain line: spans and paths tell tracing's.
  return first === 0x20 || (isLevelLetter(first) && (line.includes('::') || line.includes('{')));
}

const LETTER_Z = 0x5a;

/** E, D and T, of the levels that fill their five characters. */
function isLevelLetter(code: number): boolean {
  return code === 0x45 || code === 0x44 || code === 0x54;
}

function withoutColours(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
  return line.replace(/\u001b\[[\d;]*m/g, '');
}

function parse(line: string, context: LineContext): JsonObject | undefined {
  const instant = at(TIME, line, 0);
  const levelAt = instant === undefined ? 0 : TIME.lastIndex;
  const word = at(LEVEL, line, levelAt);
  if (word === undefined) return undefined;
  const document: JsonObject = {};
  if (instant !== undefined) {
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    document.time = time;
  }
  document.level = levelName(word.trim());
  return readRest(line, LEVEL.lastIndex, document, context);
}

function readRest(
  line: string,
  start: number,
  document: JsonObject,
  context: LineContext,
): JsonObject | undefined {
  let next = start;
  const thread = at(THREAD, line, next);
  if (thread !== undefined) next = THREAD.lastIndex;
  const { spans, end } = readSpans(line, next);
  next = end;
  // Braces and colons may stand anywhere in a plain line, spans and paths only here.
  const telling = document.time !== undefined || line.startsWith(' ') || spans.length > 0;
  if (!telling && at(PATH, line, next, 0) === undefined) return undefined;
  const requestId = spans.find((span) => typeof span.requestId === 'string')?.requestId;
  if (requestId !== undefined) document.requestId = requestId;
  if (thread !== undefined) document.threadId = `ThreadId(${Number(thread)})`;
  const target = at(TARGET, line, next);
  // Without a time the target is left out as a rule, and a lone word belongs to the message.
  if (target !== undefined && (document.time !== undefined || /_|::/.test(target))) {
    document.target = target;
    next = TARGET.lastIndex;
  }
  const filename = at(SOURCE, line, next);
  if (filename !== undefined) {
    document.filename = filename;
    document.line_number = Number(at(SOURCE, line, next, 2));
    next = SOURCE.lastIndex;
  }
  if (spans.length > 0) document.spans = spans;
  return withMessage(document, line.slice(next), context);
}

function at(pattern: RegExp, line: string, start: number, group = 1): string | undefined {
  pattern.lastIndex = start;
  return pattern.exec(line)?.[group];
}
