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
    const instant = take(members, 'time') ?? take(members, 'timestamp');
    const level = levelName(take(members, 'level'));
    const message = take(members, 'msg') ?? take(members, 'message');
    if (typeof instant !== 'string' || level === undefined || message === undefined)
      return undefined;
    // An attribute of the same name has no place of its own beside the message.
    if (Object.hasOwn(members, 'message')) return undefined;
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    const document: JsonObject = { time, level, message: String(message) };
    // As of the log package's lines; `source` is what events say of the log group they came from.
    const caller = take(members, 'source');
    if (caller !== undefined) document.caller = caller;
    return { ...document, ...members };
  },
};

function take(members: JsonObject, key: string): unknown {
  if (!Object.hasOwn(members, key)) return undefined;
  const value = members[key];
  delete members[key];
  return value;
}
