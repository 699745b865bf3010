import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';
import { parseObject } from '../runtime/json-object.ts';
import { hasFittingTime, merge } from '../runtime/message.ts';
import { type LineHead, readHead } from './line-head.ts';

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
/** The object begins within this many characters after the head; further on it is part of a message. */
const MAX_TEXT = 1024;
/** Objects that are tried: one in the text before it, such as `{main}`, must not hide the right one. */
const MAX_TRIES = 2;

/**
 * A JSON object at the end of a line that begins with a time or a level:
 * `2026-11-21T04:43:28Z INFO order placed {"id": 7}`. The object's members are the document's; `time` and
 * `level` are added where it has none, and the words between as `message`, or as `prefix` when the object
 * has a message of its own.
 */
export const prefixedJson: LineFormat = {
  name: 'prefixed_json',
  parse(line, context) {
    if (line.charCodeAt(line.length - 1) !== CLOSE_BRACE || line.charCodeAt(0) === OPEN_BRACE) {
      return undefined;
    }
    const head = readHead(line, context);
    if (head.time === undefined && head.level === undefined) return undefined;
    const found = findObject(line, head.end);
    if (found === undefined || !hasFittingTime(found.object, context)) return undefined;
    return merge(membersOf(head, line.slice(head.end, found.start), found.object), found.object);
  },
};

function findObject(line: string, from: number) {
  let start = from - 1;
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    start = line.indexOf('{', start + 1);
    if (start === -1 || start - from > MAX_TEXT) return undefined;
    const object = mayBegin(line, start) ? parseObject(line.slice(start)) : undefined;
    if (object !== undefined && Object.keys(object).length > 0) return { object, start };
  }
  return undefined;
}

/** An object that was logged stands apart from the word before it. */
function mayBegin(line: string, brace: number): boolean {
  return brace === 0 || /[\s:=|,\])>-]/.test(line.charAt(brace - 1));
}

function membersOf(head: LineHead, between: string, object: JsonObject): JsonObject {
  const members: JsonObject = {};
  if (head.time !== undefined) members.time = head.time;
  if (head.level !== undefined) members.level = head.level;
  const text = between
    .replace(/^[\s:|,\])>-]+/, '')
    .trimEnd()
    .replace(/:$/, '');
  if (text !== '') members[nameOfText(object)] = text;
  return members;
}

/** pino and zap call the message `msg`. */
function nameOfText(object: JsonObject): string {
  if (object.message === undefined && typeof object.msg !== 'string') return 'message';
  return object.prefix === undefined ? 'prefix' : 'prefix_text';
}
