import type { JsonObject } from '../../decode/decoded-event.ts';
import { readTimestampMs } from '../../schema/timestamp.ts';
import { levelName } from '../level-name.ts';
import type { LineContext } from '../line-format.ts';
import { readAtStack } from './at-stack.ts';
import { parseObject } from './json-object.ts';

/**
 * The document of a line of which the head is read.
 *
 * When the message is itself a JSON object, its members are the document's: those that the line's head
 * says too (`time`, `level`, `requestId`) keep the object's own value, and what the object lacks is
 * added. A level gets the one spelling. An object whose `time` is no time (`{"time": 35, "op": "query"}`)
 * stays text, for the document needs a time that can be read.
 *
 * When the message is text with a stack trace of JavaScript, Java or .NET at its end, the trace becomes
 * `errorType`, `errorMessage` and `stackTrace`; all other text is `message` as it is.
 *
 * @param head what stood before the message, in the order in which it shall appear
 */
export function withMessage(head: JsonObject, message: string, context: LineContext): JsonObject {
  if (message.charCodeAt(0) === 0x7b) {
    const own = parseObject(message);
    if (own !== undefined && hasFittingTime(own, context)) return merge(head, own);
  }
  const error = readAtStack(message);
  if (error !== undefined) return Object.assign(head, error);
  head.message = message;
  return head;
}

/** Puts the members of an object that was logged over those that the line's head gives. */
export function merge(head: JsonObject, own: JsonObject): JsonObject {
  const document = { ...head, ...own };
  for (const key of Object.keys(head)) {
    const value = document[key];
    if (value === null || value === '') document[key] = head[key];
  }
  const level = ownLevel(own);
  if (level !== undefined) document.level = level;
  return document;
}

export function hasFittingTime({ time }: JsonObject, context: LineContext): boolean {
  if (time === undefined || time === null || time === '') return true;
  return !Number.isNaN(readTimestampMs(time, context.timeZone, context.referenceMs));
}

/** A number is a level only beside pino's and bunyan's `msg`: games and roles have levels too. */
function ownLevel({ level, msg }: JsonObject): string | undefined {
  return typeof level === 'number' && typeof msg !== 'string' ? undefined : levelName(level);
}
