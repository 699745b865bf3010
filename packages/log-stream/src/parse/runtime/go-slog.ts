import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { lineTime } from '../line-time.ts';
import { readKeyValues } from './key-values.ts';

/**
 * slog's text handler and logrus: `time=<time> level=INFO msg="hello, world" count=3`, and with the names
 * that aws-lambda-go gives to them, `timestamp=` and `message=`. The first three have the names of
 * Lambda's JSON; the attributes keep theirs, numbers and booleans as such.
 */
export const goSlog: LineFormat = {
  name: 'go_slog',
  parse(line, context) {
    if (line.charCodeAt(0) !== 0x74 || !/^time(?:stamp)?=/.test(line)) return undefined;
    const { members, end } = readKeyValues(line, 0);
    if (end < line.trimEnd().length) return undefined;
    const { time, timestamp, level: word, msg, message, source, ...attributes } = members;
    const instant = time ?? timestamp;
    const level = levelName(word);
    if (typeof instant !== 'string' || level === undefined) return undefined;
    // An attribute that is called message has no place of its own beside the message.
    if ((msg === undefined) === (message === undefined)) return undefined;
    const iso = lineTime(instant, context);
    if (iso === undefined) return undefined;
    const document: JsonObject = { time: iso, level, message: String(msg ?? message) };
    if (time !== undefined && timestamp !== undefined) document.timestamp = timestamp;
    // As of the log package's lines; `source` is what events say of the log group they came from.
    if (source !== undefined) document.caller = source;
    return { ...document, ...attributes };
  },
};
