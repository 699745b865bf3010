import { type Level, levelName } from '../level-name.ts';
import type { LineContext } from '../line-format.ts';
import { timeTextAt } from './head-time.ts';
import { logTime } from './log-time.ts';

/** What a line says of itself before its message begins. */
export interface LineHead {
  /** ISO 8601 in UTC. */
  time: string | undefined;
  level: Level | undefined;
  /** Where the last of the two ends; 0 when there is neither. */
  end: number;
}

/** `I1121 04:43:28.123456`, with the year in newer versions: `I20261121 04:43:28.123456`. */
const GLOG = /^([IWEF])(\d{4})?(\d\d)(\d\d) {1,2}(\d\d:\d\d:\d\d\.\d{1,9})(?=[ \]])/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** The head of Google's glog, Kubernetes' klog and their kin: the letter of the level, month and day. */
export function readGlogHead(line: string, context: LineContext): LineHead | undefined {
  if (!isDigit(line.charCodeAt(1)) || !isDigit(line.charCodeAt(4))) return undefined;
  const found = GLOG.exec(line);
  if (found === null) return undefined;
  const [text, letter, year = '', month, day, clock] = found;
  const name = MONTHS.slice(Number(month) * 3 - 3, Number(month) * 3);
  const time = logTime(`${name} ${day} ${year} ${clock}`.replace('  ', ' '), context);
  return time === undefined ? undefined : { time, level: levelName(letter), end: text.length };
}

const REDIS = /^\d{1,7}:[XCSM] (?=\d\d )/;
/** In Redis's own order, from least to most severe. */
const REDIS_LEVELS: Readonly<Record<string, Level>> = {
  '.': 'TRACE',
  '-': 'DEBUG',
  '*': 'INFO',
  '#': 'WARN',
};

/** The head of Redis: `1234:M 21 Nov 2026 04:43:28.123 * Ready`, a sign for the level. */
export function readRedisHead(line: string, context: LineContext): LineHead | undefined {
  const found = isDigit(line.charCodeAt(0)) ? REDIS.exec(line) : null;
  if (found === null) return undefined;
  const text = timeTextAt(line, found[0].length);
  const time = text === '' ? undefined : logTime(text, context);
  if (time === undefined) return undefined;
  const signAt = found[0].length + text.length + 1;
  return { time, level: REDIS_LEVELS[line.charAt(signAt)], end: signAt + 1 };
}

/** java.util.logging puts the level at the beginning of its second line: `\nWARNING: message`. */
const SECOND_LINE = /[A-Z]{4,7}(?=: )/y;

/** The level of a line that has its time, and nothing more, on a first line of its own. */
export function secondLineLevel(line: string, lineEnd: number): Level | undefined {
  SECOND_LINE.lastIndex = lineEnd + 1;
  return levelName(SECOND_LINE.exec(line)?.[0]);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
