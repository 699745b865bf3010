import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { beginsWithDate, lineTime } from '../line-time.ts';
import { parseObject } from './json-object.ts';
import { hasFittingTime, merge, withMessage } from './message.ts';

const HEAD =
  /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d))\t([A-Za-z]{4,6})\t(?:([^\s:]{1,200}\.go:\d{1,7})\t)?/y;

/** zap's console lines: `<time>\tINFO\tmain.go:12\t<message>\t{"key": "value"}`. */
export const goZap: LineFormat = {
  name: 'go_zap',
  parse(line, context) {
    if (!beginsWithDate(line)) return undefined;
    const tab = line.indexOf('\t');
    if (tab < 20 || tab > 40) return undefined;
    HEAD.lastIndex = 0;
    const [head, instant = '', word, caller] = HEAD.exec(line) ?? [];
    const level = levelName(word);
    if (head === undefined || level === undefined) return undefined;
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    const document: JsonObject = { time, level };
    if (caller !== undefined) document.caller = caller;
    const fieldsAt = line.endsWith('}') ? line.lastIndexOf('\t{') : -1;
    const fields = fieldsAt < head.length ? undefined : parseObject(line.slice(fieldsAt + 1));
    if (fields === undefined || !hasFittingTime(fields, context)) {
      return withMessage(document, line.slice(head.length), context);
    }
    document.message = line.slice(head.length, fieldsAt);
    return merge(document, fields);
  },
};
