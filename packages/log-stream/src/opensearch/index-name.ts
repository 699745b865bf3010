import { hash } from 'node:crypto';
import { rememberBySlot } from '../schema/time-slot-cache.ts';
import { timeZone } from '../schema/time-zone.ts';

/** Names of indices are at most this long, in bytes; what is made here is ASCII. */
const longestName = 255;
/** The indices behind a data stream are named `.ds-<name>-000001`. */
const longestDataStream = 243;
/** Log types are a handful; the bound is for producers that make them up. */
const mostLogTypes = 1_000;
/**
 * Names remembered over all log types, twice over: a slot of time is named at both its ends. As many as
 * 250 log types have in a day, in a few megabytes.
 */
const mostNames = 50_000;

export interface IndexNaming {
  /**
   * The name with tokens: `{log_type}`, and of the event's time `{yyyy}`, `{MM}`, `{dd}`, `{HH}`. See
   * `indexPatternProblem`.
   */
  pattern: string;
  /** IANA name of the zone in which the time is told. */
  timeZone: string;
  /** Whether the names are of data streams, which are a little shorter. */
  dataStream?: boolean;
}

const tokens = /\{(log_type|yyyy|MM|dd|HH)\}/g;
const legalLiteral = /^[a-z0-9._-]*$/;

/**
 * Names the index of an event by its log type and its own time: `logs-{log_type}-{yyyy}.{MM}.{dd}`
 * gives `logs-orders-2026.11.21`.
 *
 * A log type keeps its name where that is legal: `a` to `z`, digits, `.`, `_` and `-`, at the
 * beginning of the name a letter or digit. Otherwise capital letters become small ones, all else `_`,
 * a name too long is cut, and eight hexadecimal digits of the log type's SHA-256 follow, so that `App`
 * and `app` do not become one: `app-0d04bfeb` and `app`.
 *
 * @returns a function of log type and epoch milliseconds
 */
export function createIndexName({
  pattern,
  timeZone: zoneName,
  dataStream = false,
}: IndexNaming): (logType: string, timeMs: number) => string {
  const zone = timeZone(zoneName);
  const longest = dataStream ? longestDataStream : longestName;
  const atBeginning = pattern.startsWith('{log_type}');
  const timed = rememberBySlot((ms) => withTime(pattern, ms + zone.offsetAt(ms)));
  let names = 0;
  const forLogType = (logType: string) =>
    rememberBySlot((ms) => {
      names += 1;
      const name = timed(ms);
      const room = longest - name.replace(tokens, '').length;
      return name.replace(tokens, legalName(logType, { atBeginning, room }));
    });
  const byLogType = new Map<string, (ms: number) => string>();
  return (logType, timeMs) => {
    if (names >= mostNames) {
      byLogType.clear();
      names = 0;
    }
    if (logType.length > longestName) return forLogType(logType)(timeMs);
    let nameAt = byLogType.get(logType);
    if (nameAt === undefined) {
      if (byLogType.size >= mostLogTypes) byLogType.clear();
      nameAt = forLogType(logType);
      byLogType.set(logType, nameAt);
    }
    return nameAt(timeMs);
  };
}

/** The pattern with its tokens of time replaced. @param wallMs a zone's time written as if UTC */
function withTime(pattern: string, wallMs: number): string {
  const [date = '', time = ''] = new Date(wallMs).toISOString().split('T');
  const [dd = '', MM = '', ...year] = date.replace('+', '').split('-').reverse();
  const values: Record<string, string> = { yyyy: year.reverse().join('-'), MM, dd };
  values.HH = time.slice(0, 2);
  return pattern.replace(tokens, (token, name: string) => values[name] ?? token);
}

/** A log type as a part of a name. */
function legalName(logType: string, { atBeginning, room }: { atBeginning: boolean; room: number }) {
  const small = logType.toLowerCase().replace(/[^a-z0-9._-]/g, '_');
  const legal = atBeginning ? small.replace(/^[._-]+/, '') : small;
  if (legal === logType && legal !== '' && legal.length <= room) return legal;
  const mark = hash('sha256', logType).slice(0, 8);
  const kept = legal.slice(0, Math.max(0, room - mark.length - 1));
  return kept === '' ? mark : `${kept}-${mark}`;
}

/** What is wrong with a pattern, as its mend; undefined when nothing is. */
export function indexPatternProblem(pattern: string): string | undefined {
  const literal = pattern.replace(tokens, '');
  if (!legalLiteral.test(literal)) {
    return 'give small letters, digits, ., _, - and the tokens {log_type} {yyyy} {MM} {dd} {HH}';
  }
  if (!/^([a-z0-9]|\{)/.test(pattern)) return 'begin with a small letter, a digit or a token';
  if (pattern.length > 128) return 'give at most 128 characters';
  if ((pattern.match(/\{log_type\}/g) ?? []).length > 1) return 'name {log_type} once';
  return undefined;
}
