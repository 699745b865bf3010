import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { isDigit, lineTime } from '../line-time.ts';
import { withMessage } from './message.ts';

/** Behind the time, nginx has its level in brackets; its lines are read further on. */
const HEAD =
  /(\d{4})\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d(?:\.\d{6})?) (?!\[[a-z]{4,6}\] )(?:([^\s:]{1,200}\.go:\d{1,7}): )?/y;
/** slog without a configuration writes through the log package: `INFO hello count=3`. */
const SLOG = /((?:DEBUG|INFO|WARN|ERROR)(?:[+-]\d{1,4})?) /y;

/**
 * Lines of Go's log package: `2009/11/10 23:00:00 <message>`, with microseconds and the source line where
 * those are switched on. Their time has no zone: the configured one.
 *
 * aws-lambda-go logs the error that a handler returns in this way, as a JSON object.
 */
export const goLog: LineFormat = {
  name: 'go_log',
  parse(line, context) {
    if (line.charCodeAt(4) !== 0x2f || !isDigit(line.charCodeAt(0))) return undefined;
    HEAD.lastIndex = 0;
    const [head, year, month, day, clock, caller] = HEAD.exec(line) ?? [];
    if (head === undefined) return undefined;
    const time = lineTime(`${year}-${month}-${day} ${clock}`, context);
    if (time === undefined) return undefined;
    const document: JsonObject = { time };
    SLOG.lastIndex = head.length;
    const level = levelName(SLOG.exec(line)?.[1]);
    if (level !== undefined) document.level = level;
    if (caller !== undefined) document.caller = caller;
    const messageAt = level === undefined ? head.length : SLOG.lastIndex;
    const whole = withMessage(document, line.slice(messageAt), context);
    if (whole.level === undefined && whole.errorType !== undefined) whole.level = 'ERROR';
    return whole;
  },
};
