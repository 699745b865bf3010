import type { JsonObject } from '../../decode/decoded-event.ts';
import { type Level, levelName } from '../level-name.ts';
import type { LineContext } from '../line-format.ts';
import { logTime } from './log-time.ts';
import type { Pair } from './pair.ts';
import { plainValue } from './plain-value.ts';
import { addMember } from './set-member.ts';

const TIME_KEYS = new Set(['time', 'ts', 'timestamp', '@timestamp', 't', 'datetime', 'date']);
const LEVEL_KEYS = new Set(['level', 'lvl', 'severity', 'loglevel', 'log_level', 'at']);
const MESSAGE_KEYS = new Set(['msg', 'message']);

/** Members of which the common schema has its own understanding. */
const SCHEMA_NAMES = new Set(['time', 'level', 'message', 'log_type', 'log_id']);

/**
 * Puts a pair into a document: time, level and message, under whichever name loggers give them, as
 * `time` (ISO 8601 in UTC), `level` (the one spelling) and `message`; every other under its own name.
 *
 * A bare value is a number, true, false or null where it plainly is one, a quoted value is text. What
 * has a name of the schema's but does not fit it, as `time=12ms`, `level=9000` or `log_type=`, becomes
 * `time_text`, `level_text`, `log_type_text`: else the event could not be delivered.
 *
 * @returns whether the pair was the line's time, level or message
 */
export function addPair(document: JsonObject, pair: Pair, context: LineContext): boolean {
  const { key, value } = pair;
  if (addKnown(document, key, value, context)) return true;
  const names = key === 'log_type' || key === 'log_id';
  if (names && value !== '' && document[key] === undefined) document[key] = value;
  else addMember(document, freeName(key), pair.quoted ? value : plainValue(value));
  return false;
}

/** Puts in a key that has no value. */
export function addBareKey(document: JsonObject, key: string): void {
  addMember(document, freeName(key), true);
}

function freeName(key: string): string {
  return SCHEMA_NAMES.has(key) ? `${key}_text` : key;
}

function addKnown(document: JsonObject, key: string, value: string, context: LineContext): boolean {
  if (MESSAGE_KEYS.has(key) && document.message === undefined) {
    document.message = value;
    return true;
  }
  if (LEVEL_KEYS.has(key) && document.level === undefined) {
    const level = levelOf(value);
    if (level !== undefined) document.level = level;
    return level !== undefined;
  }
  if (TIME_KEYS.has(key) && document.time === undefined) {
    const time = logTime(value, context);
    if (time !== undefined) document.time = time;
    return time !== undefined;
  }
  return false;
}

/** Words, and the numbers that pino and bunyan give them; any other number says nothing. */
function levelOf(value: string): Level | undefined {
  return levelName(/^[1-6]0$/.test(value) ? Number(value) : value);
}
