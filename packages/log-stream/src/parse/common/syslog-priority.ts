import { type Level, levelName } from '../level-name.ts';

/** The keywords of RFC 5424's tables, in the order of their numbers. */
const FACILITIES = [
  ...[
    'kern',
    'user',
    'mail',
    'daemon',
    'auth',
    'syslog',
    'lpr',
    'news',
    'uucp',
    'cron',
    'authpriv',
  ],
  ...['ftp', 'ntp', 'audit', 'alert', 'clock', 'local0', 'local1', 'local2', 'local3', 'local4'],
  ...['local5', 'local6', 'local7'],
];
const SEVERITIES = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

/** What the number in front of a syslog line says. */
export interface Priority {
  /** `auth`, `local0`. */
  facility: string;
  /** `crit`, `warning`. */
  severity: string;
  level: Level | undefined;
  /** Where the `>` ends. */
  end: number;
}

const PRIORITY = /^<(0|[1-9]\d{0,2})>/;

/** Reads `<34>` at the start of a line; undefined when it is none, or past 191. */
export function readPriority(line: string): Priority | undefined {
  if (line.charCodeAt(0) !== 0x3c) return undefined;
  const found = PRIORITY.exec(line);
  const number = Number(found?.[1]);
  const facility = FACILITIES[Math.floor(number / 8)];
  if (found === null || facility === undefined) return undefined;
  const severity = number % 8;
  return {
    facility,
    severity: SEVERITIES[severity] as string,
    level: levelName(severity),
    end: found[0].length,
  };
}
