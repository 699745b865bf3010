/** The six levels that events carry, from least to most severe. */
export type Level = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';

/**
 * How programs spell the levels: in words, in the letters of glog and Ruby, in the short forms of
 * .NET and Serilog, as syslog's severities, and as java.util.logging has them.
 */
const SPELLINGS: Readonly<Record<Level, string>> = {
  TRACE: 'trace trce trc verbose verb vrb finest finer silly t v',
  DEBUG: 'debug dbug dbg fine config d',
  INFO: 'info information informational inf notice i n',
  WARN: 'warn warning wrn w',
  ERROR: 'error err fail failure severe e',
  FATAL: 'fatal ftl critical crit crt alert emergency emerg panic dpanic c f',
};

const LEVELS = new Map<string, Level>();
for (const [level, spellings] of Object.entries(SPELLINGS)) {
  for (const spelling of spellings.split(' ')) {
    // In the three usual cases, so that the hot path makes no new string.
    LEVELS.set(spelling, level as Level);
    LEVELS.set(spelling.toUpperCase(), level as Level);
    LEVELS.set(spelling[0]?.toUpperCase() + spelling.slice(1), level as Level);
  }
}

/** No spelling is longer, `Level 1000000` included. */
const MAX_LENGTH = 16;

/**
 * The one spelling of a level, whatever program wrote it: `warning`, `W`, `wrn` are `WARN`.
 *
 * Numbers from 0 to 7 are syslog's severities, larger ones those of pino and bunyan (30 is `INFO`);
 * `Level 25` is how Python's logging names a number of its own (20 is `INFO`), and `INFO+2` how Go's
 * slog does. A number between two levels is the lower of them.
 *
 * @returns undefined when `value` names no level
 */
export function levelName(value: unknown): Level | undefined {
  if (typeof value === 'number') return ofNumber(value);
  if (typeof value !== 'string' || value.length > MAX_LENGTH) return undefined;
  return LEVELS.get(value) ?? LEVELS.get(value.trim().toLowerCase()) ?? ofOffset(value);
}

const SYSLOG: readonly Level[] = [
  'FATAL',
  'FATAL',
  'FATAL',
  'ERROR',
  'WARN',
  'INFO',
  'INFO',
  'DEBUG',
];
const PINO: readonly Level[] = ['TRACE', 'TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

function ofNumber(value: number): Level | undefined {
  if (!(value >= 0)) return undefined;
  if (value < SYSLOG.length) return SYSLOG[Math.floor(value)];
  return PINO[Math.min(Math.floor(value / 10), PINO.length - 1)];
}

const ASCENDING: readonly Level[] = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];
const SLOG: Readonly<Record<string, number>> = { DEBUG: -4, INFO: 0, WARN: 4, ERROR: 8 };

/** `Level 25` of Python's logging, `INFO+2` and `DEBUG-4` of Go's slog. */
function ofOffset(value: string): Level | undefined {
  const [, python, word = '', offset] = /^(?:Level (\d+)|([A-Z]+)([+-]\d+))$/.exec(value) ?? [];
  if (python !== undefined) return ASCENDING[Math.min(Math.floor(Number(python) / 10), 5)];
  const base = SLOG[word];
  if (base === undefined) return undefined;
  const step = Math.floor((base + Number(offset)) / 4) + 2;
  return ASCENDING[Math.max(0, Math.min(step, 5))];
}
