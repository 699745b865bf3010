import { type Level, levelName } from '../level-name.ts';

/** Where a word stands in the head of a line. */
export interface Place {
  /** The bracket that opened just before the word; empty without one. */
  opener: string;
  /** Whether a time, or something with a digit in it, came before. */
  after: boolean;
  /** Whether it is the first word of the line. */
  first: boolean;
}

/** A level, and where its word ends. */
export interface FoundLevel {
  level: Level;
  end: number;
}

/** Capitals at the very start of a line that are a level without a colon or brackets around them. */
const BARE = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL)$/;

/** Names of java.util.logging that are everyday words in small letters: `Fine: ...`, `Config: ...`. */
const ONLY_CAPITALS = /^(?:fine|finer|finest|config|silly)$/i;

/** What PostgreSQL calls a line that is for information, and in brackets MySQL. */
const POSTGRES_INFO = 'LOG';
const MYSQL_INFO = /^(?:Note|System)$/;

/** `error`, and the `8` of Apache's `trace8` or PostgreSQL's `DEBUG5`. */
const WORD = /([A-Za-z]{1,13})\d?/y;
/** Apache's `[core:error]`. */
const MODULE_AND_LEVEL = /[a-z][a-z0-9_]{0,30}:([a-z]{4,6})\d?\]/y;
/** Monolog's `app.INFO: ` and `production.ERROR: `. */
const CHANNEL_AND_LEVEL = /[A-Za-z_][\w-]{0,40}\.([A-Z]{4,9}):/y;
/** Ruby's `I, [2026-11-21T04:43:28.123456 #1234]`. */
const LETTER_AND_TIME = /([A-Z]), (?=\[\d)/y;

/** The level that the word at `at` plainly names, given where it stands. */
export function levelAt(line: string, at: number, place: Place): FoundLevel | undefined {
  WORD.lastIndex = at;
  const word = WORD.exec(line)?.[1];
  if (word === undefined) return undefined;
  const end = WORD.lastIndex;
  if (isLevel(line, at, end, word, place)) {
    const level = levelName(word) ?? databaseLevel(word, place.opener);
    if (level !== undefined) return { level, end };
  }
  return compound(line, at, word, place);
}

function databaseLevel(word: string, opener: string): Level | undefined {
  return word === POSTGRES_INFO || (opener === '[' && MYSQL_INFO.test(word)) ? 'INFO' : undefined;
}

/** Levels that are part of something longer; which patterns can fit is told by the word they begin with. */
function compound(line: string, at: number, word: string, place: Place): FoundLevel | undefined {
  const next = line.charAt(at + word.length);
  if (place.opener === '[' && MODULE_NEXT.test(next)) return inPattern(MODULE_AND_LEVEL, line, at);
  if (place.after && CHANNEL_NEXT.test(next)) return inPattern(CHANNEL_AND_LEVEL, line, at);
  if (word === 'Fatal' && line.startsWith(' error:', at + 5))
    return { level: 'FATAL', end: at + 12 };
  return place.first && next === ',' ? inPattern(LETTER_AND_TIME, line, at) : undefined;
}

const MODULE_NEXT = /[:_\d]/;
const CHANNEL_NEXT = /[.\w-]/;

function inPattern(pattern: RegExp, line: string, at: number): FoundLevel | undefined {
  pattern.lastIndex = at;
  const level = levelName(pattern.exec(line)?.[1]);
  return level && { level, end: pattern.lastIndex };
}

/** Whether a word stands where and how levels do; what it says is not asked. */
function isLevel(line: string, at: number, end: number, word: string, place: Place): boolean {
  if (!endsWord(line, end)) return false;
  const marked = isMarked(line, at, end, place.opener);
  if (word.length === 1) return isLetter(line, end, word, place, marked);
  if (word === word.toUpperCase()) {
    return marked || place.after || line.charAt(end) === ':' || (place.first && BARE.test(word));
  }
  if (ONLY_CAPITALS.test(word)) return false;
  if (marked) return true;
  return line.charAt(end) === ':' && endsColon(line, end + 1) && (place.after || place.first);
}

/** `[I]`, and MongoDB's and others' ` I NETWORK `, which a sentence such as "I am up" is not. */
function isLetter(line: string, end: number, word: string, place: Place, marked: boolean): boolean {
  if (!/[TDIWEFV]/.test(word)) return false;
  if (marked) return true;
  return place.after && /\s/.test(line.charAt(end)) && /[A-Z[]/.test(line.charAt(end + 1));
}

/** After the word: a blank, the end, punctuation; not what makes it part of a name, `ERROR_CODE`. */
function endsWord(line: string, end: number): boolean {
  return end === line.length || ' \t\n\r:])>}|,/[\u001b'.includes(line.charAt(end));
}

function endsColon(line: string, at: number): boolean {
  return at >= line.length || ' \t\n\r['.includes(line.charAt(at));
}

const CLOSERS: Readonly<Record<string, string>> = { '[': ']', '(': ')', '<': '>' };

/** Alone in brackets, or between tabs or bars. */
function isMarked(line: string, at: number, end: number, opener: string): boolean {
  let next = end;
  while (line.charAt(next) === ' ' && next - end < 8) next += 1;
  if (opener !== '' && line.charAt(next) === CLOSERS[opener]) return true;
  if (line.charAt(next) === '|') return true;
  return line.charAt(at - 1) === '\t' && line.charAt(end) === '\t';
}
