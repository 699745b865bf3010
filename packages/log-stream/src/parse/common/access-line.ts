import type { LineContext } from '../line-format.ts';
import { closingQuote } from './columns.ts';
import { logTime } from './log-time.ts';
import { textOrNull } from './request-line.ts';

/** What all access lines have in common: `host ident user [time] "request" status bytes`. */
export interface AccessLine {
  virtualHost: string | undefined;
  host: string;
  ident: string | null;
  user: string | null;
  /** ISO 8601 in UTC. */
  time: string;
  /** Between the quotes, as it stands there. */
  request: string;
  status: number | null;
  bytes: number | null;
  /** Where the bytes end. */
  end: number;
}

/** Before the time stand a host and a user; a line without a time by then is another format's. */
const MAX_HEAD = 512;
/** `10/Oct/2000:13:55:36.042 -0700` has 30 characters, ISO 8601 no more than 35. */
const MAX_TIME = 40;

/** Names in certificates have a few words, sentences more. */
const MAX_USER_WORDS = 6;

const STATUS_AND_BYTES = / (\d{3}|-) (\d{1,15}|-)(?= |$)/y;

/**
 * The beginning of an access line, up to the number of bytes sent. Between time and request API Gateway
 * writes no blank, all others one.
 *
 * @returns undefined when the line is no access line
 */
export function readAccessLine(line: string, context: LineContext): AccessLine | undefined {
  const open = timeBracket(line);
  if (open === -1) return undefined;
  const close = line.indexOf(']', open);
  if (close === -1 || close - open > MAX_TIME) return undefined;
  const quote = line.charCodeAt(close + 1) === 0x20 ? close + 2 : close + 1;
  if (line.charCodeAt(quote) !== 0x22) return undefined;
  const who = readWho(line.slice(0, open - 1));
  const time = who && logTime(line.slice(open + 1, close), context);
  if (who === undefined || time === undefined) return undefined;
  const requestEnd = closingQuote(line, quote + 1);
  if (requestEnd === -1) return undefined;
  STATUS_AND_BYTES.lastIndex = requestEnd + 1;
  const numbers = STATUS_AND_BYTES.exec(line);
  if (numbers === null) return undefined;
  return {
    ...who,
    time,
    request: line.slice(quote + 1, requestEnd),
    status: numberOrNull(numbers[1] as string),
    bytes: numberOrNull(numbers[2] as string),
    end: STATUS_AND_BYTES.lastIndex,
  };
}

/** Where the bracket of the time opens: the first of the line, after a blank and before a digit. */
function timeBracket(line: string): number {
  const head = line.length > MAX_HEAD ? line.slice(0, MAX_HEAD) : line;
  const at = head.indexOf('[');
  if (at < 1 || line.charCodeAt(at - 1) !== 0x20) return -1;
  const next = line.charCodeAt(at + 1);
  return next >= 0x30 && next <= 0x39 ? at : -1;
}

type Who = Pick<AccessLine, 'virtualHost' | 'host' | 'ident' | 'user'>;

/** `host ident user`; a user's name may have blanks, and a virtual host may come before the host. */
function readWho(text: string): Who | undefined {
  const words = text.split(' ');
  // `www.example.com:443 192.0.2.7 - -`: the host is what stands before ident's dash.
  const vhost =
    words.length > 3 && words[1] !== '-' && words[2] === '-' ? words.shift() : undefined;
  const [host, ident, ...user] = words;
  if (!host || !ident || user.length === 0 || user.length > MAX_USER_WORDS) return undefined;
  return { virtualHost: vhost, host, ident: textOrNull(ident), user: textOrNull(user.join(' ')) };
}

function numberOrNull(text: string): number | null {
  return text === '-' ? null : Number(text);
}
