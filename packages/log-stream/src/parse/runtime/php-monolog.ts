import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineContext, LineFormat } from '../line-format.ts';
import { lineTime } from '../line-time.ts';
import { parseObject } from './json-object.ts';
import { hasFittingTime, merge, withMessage } from './message.ts';

const HEAD =
  /\[(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)\] ([\w.-]{1,100})\.([A-Z]{4,9}): /y;

/**
 * Monolog's lines, which Symfony, Laravel and Bref write: `[<time>] app.ERROR: <message> {"order":17} []`,
 * the last two the context and what processors added.
 */
export const phpMonolog: LineFormat = {
  name: 'php_monolog',
  parse(line, context) {
    if (line.charCodeAt(0) !== 0x5b) return undefined;
    HEAD.lastIndex = 0;
    const [head, instant = '', channel, word] = HEAD.exec(line) ?? [];
    const level = levelName(word);
    if (head === undefined || level === undefined) return undefined;
    const time = lineTime(instant, context);
    if (time === undefined) return undefined;
    const rest = line.slice(head.length).trimEnd();
    return withContext({ time, level, logger: channel }, rest, context);
  },
};

function withContext(document: JsonObject, rest: string, context: LineContext): JsonObject {
  const message = rest.endsWith(' []') ? rest.slice(0, -3) : rest;
  if (message.endsWith(' []')) return withMessage(document, message.slice(0, -3), context);
  const objectAt = message.endsWith('}') ? message.indexOf(' {"') : -1;
  const logged = objectAt === -1 ? undefined : parseObject(message.slice(objectAt + 1));
  if (logged === undefined) return withMessage(document, message, context);
  document.message = message.slice(0, objectAt);
  document.context = logged;
  return document;
}

/** `INFO` to `EMERGENCY`. */
const MIN_LEVEL = 4;
const MAX_LEVEL = 9;

/**
 * Bref's formatter for CloudWatch: `INFO\t<message>\t{"message": ..., "level": ..., "context": ...}`, and
 * any other `LEVEL\t<message>`.
 */
export const phpBref: LineFormat = {
  name: 'php_bref',
  parse(line, context) {
    const tab = line.lastIndexOf('\t', MAX_LEVEL);
    if (tab < MIN_LEVEL || !/^[A-Z]+$/.test(line.slice(0, tab))) return undefined;
    const level = levelName(line.slice(0, tab));
    if (level === undefined) return undefined;
    const start = tab + 1;
    const objectAt = line.endsWith('}') ? line.indexOf('\t{"', start) : -1;
    const logged = objectAt === -1 ? undefined : parseObject(line.slice(objectAt + 1));
    if (logged === undefined || !hasFittingTime(logged, context)) {
      return withMessage({ level }, line.slice(start), context);
    }
    return merge({ level, message: line.slice(start, objectAt) }, logged);
  },
};
