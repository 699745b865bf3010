import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { lineTime } from '../line-time.ts';
import { withMessage } from './message.ts';

const HEAD =
  /[DIWEFA], \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}) #(\d{1,10})\] +([A-Z]{3,5}) +(?:([\w-]{1,64}) +)?-- ([^\n]{0,200}?): /y;

/**
 * Ruby's Logger, with the request id that Lambda's runtime puts in: `I, [<time> #<pid>]  INFO <id> --
 * <program>: <message>`. Its time has no zone: the configured one. `ANY`, which Ruby writes for a severity
 * that it does not know, is no level.
 */
export const rubyLogger: LineFormat = {
  name: 'ruby_logger',
  parse(line, context) {
    if (line.charCodeAt(1) !== 0x2c || line.charCodeAt(3) !== 0x5b) return undefined;
    HEAD.lastIndex = 0;
    const [head, instant = '', pid, word, requestId, program] = HEAD.exec(line) ?? [];
    if (head === undefined) return undefined;
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    const document: JsonObject = { time };
    const level = levelName(word);
    if (level !== undefined) document.level = level;
    if (requestId !== undefined) document.requestId = requestId;
    document.pid = Number(pid);
    if (program) document.progname = program;
    return withMessage(document, line.slice(head.length), context);
  },
};
