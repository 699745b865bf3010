import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { beginsWithDate, isDigit, lineTime } from '../line-time.ts';
import { withMessage } from './message.ts';

const THREAD = '(?:\\[([^\\]\\n]{1,100})\\] +)?';
const HEAD = new RegExp(
  '(\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?) +' +
    '(?:([\\da-f]{8}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{4}-[\\da-f]{12}) +)?' +
    `${THREAD}([A-Z]{4,5}) +${THREAD}([\\w.$]{1,200})(?::\\d+)? +--? `,
  'y',
);

/**
 * Log4j's and Logback's lines with Lambda's pattern, `<date> <time> <request id> <LEVEL> <logger>:<line> -
 * <message>`, and those without a request id or
 * with a thread. Their clock is the function's own: without a zone, the
 * configured one.
 */
export const javaLog4j: LineFormat = {
  name: 'java_log4j',
  parse(line, context) {
    // Lines of the runtimes have a tab after the time.
    if (!beginsWithDate(line) || line.charCodeAt(24) === 0x09) return undefined;
    HEAD.lastIndex = 0;
    const [head, instant = '', requestId, before, word, after, logger] = HEAD.exec(line) ?? [];
    const thread = before ?? after;
    const level = levelName(word);
    if (head === undefined || level === undefined) return undefined;
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    const document: JsonObject = { time, level };
    if (requestId !== undefined) document.requestId = requestId;
    if (thread !== undefined) document.thread = thread;
    document.logger = logger;
    return withMessage(document, line.slice(head.length), context);
  },
};

const LOGBACK = /\d\d:\d\d:\d\d[.,]\d{3} \[([^\]\n]{1,100})\] ([A-Z]{4,5}) +([\w.$]{1,200}) --? /y;

/** Logback without a configuration: `14:31:41.211 [main] INFO com.example.Stock -- <message>`. */
export const javaLogback: LineFormat = {
  name: 'java_logback',
  parse(line, context) {
    if (line.charCodeAt(2) !== 0x3a || !isDigit(line.charCodeAt(0))) return undefined;
    LOGBACK.lastIndex = 0;
    const [head, thread, word, logger] = LOGBACK.exec(line) ?? [];
    const level = levelName(word);
    if (head === undefined || level === undefined) return undefined;
    return withMessage({ level, thread, logger }, line.slice(head.length), context);
  },
};
