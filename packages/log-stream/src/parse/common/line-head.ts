import type { LineContext } from '../line-format.ts';
import { type LineHead, readGlogHead, readRedisHead, secondLineLevel } from './head-forms.ts';
import { levelAt, type Place } from './head-level.ts';
import { timeTextAt } from './head-time.ts';
import { skipPunctuation, skipWord } from './head-words.ts';
import { logTime } from './log-time.ts';

export type { LineHead } from './head-forms.ts';

/** Time and level stand near the start; further on, a word in capitals belongs to the message. */
const MAX_HEAD = 256;
/** A dozen words come before the level in the wordiest of heads. */
const MAX_WORDS = 16;

/**
 * The time and the level that a line plainly begins with, in either order, in any spelling: nginx,
 * Apache, PostgreSQL, MySQL, Redis, glog, log4j, Python, syslog and their kin. Between and before them
 * may stand what heads are made of: words with a digit in them, names of threads and loggers in brackets
 * or before a dash, numbers of processes. The first word of a sentence ends the search.
 *
 * A level is a word in capitals, or any in brackets, before a colon or between bars; a severity letter
 * only where letters are one. The cost does not depend on the length of the line.
 */
export function readHead(line: string, context: LineContext): LineHead {
  const form = readGlogHead(line, context) ?? readRedisHead(line, context);
  if (form !== undefined) return form;
  const text = line.length > MAX_HEAD ? line.slice(0, MAX_HEAD) : line;
  const newline = text.indexOf('\n');
  const limit = newline === -1 ? text.length : newline;
  const head: LineHead = { time: undefined, level: undefined, end: 0 };
  scan(text, limit, head, context);
  if (head.time !== undefined && head.level === undefined && newline !== -1) {
    head.level = secondLineLevel(text, newline);
  }
  return head;
}

function scan(text: string, limit: number, head: LineHead, context: LineContext): void {
  let after = false;
  let at = 0;
  for (let words = 0; words < MAX_WORDS; words += 1) {
    const { start, opener } = skipPunctuation(text, at);
    if (start >= limit) return;
    const place = { opener, after, first: words === 0 };
    const known = readTime(text, start, head, context) || readLevel(text, start, head, place);
    if (known) {
      if (head.time !== undefined && head.level !== undefined) return;
      after = true;
      at = head.end;
      continue;
    }
    const word = skipWord(text, start, opener, after);
    if (word === undefined) return;
    after ||= word.digits;
    at = word.end;
  }
}

function readTime(text: string, at: number, head: LineHead, context: LineContext): boolean {
  if (head.time !== undefined) return false;
  const found = timeTextAt(text, at);
  const time = found === '' ? undefined : logTime(found, context);
  if (time === undefined) return false;
  head.time = time;
  head.end = at + found.length;
  return true;
}

function readLevel(text: string, at: number, head: LineHead, place: Place): boolean {
  if (head.level !== undefined) return false;
  const found = levelAt(text, at, place);
  if (found === undefined) return false;
  head.level = found.level;
  head.end = found.end;
  return true;
}
