import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { beginsWithDate, lineTime } from '../line-time.ts';
import { withMessage } from './message.ts';

const HEAD =
  /(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d[.,]\d{3}(?:Z|[+-]\d\d:?\d\d)?) +([A-Z]{4,5}) (\d{1,10}) --- ((?:\[[^\]\n]{0,100}\] ?){1,4})([^\s:]{1,200}) *: /y;

/**
 * Spring Boot's lines: `<time>  INFO 9 --- [main] c.e.Application  : <message>`. Newer versions put the
 * application's name in brackets before the thread's.
 */
export const javaSpring: LineFormat = {
  name: 'java_spring',
  parse(line, context) {
    if (!beginsWithDate(line) || !line.includes(' --- [')) return undefined;
    HEAD.lastIndex = 0;
    const [head, instant = '', word, pid, brackets = '', logger] = HEAD.exec(line) ?? [];
    const level = levelName(word);
    if (head === undefined || level === undefined) return undefined;
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    const thread = brackets.slice(brackets.lastIndexOf('[') + 1, brackets.lastIndexOf(']')).trim();
    const document = { time, level, pid: Number(pid), thread, logger };
    return withMessage(document, line.slice(head.length), context);
  },
};
