import type { LineContext } from '../line-format.ts';
import { lineTime } from '../line-time.ts';

/** `2026-11-21 04:43:28,123`, `2026/11/21 04:43:28 UTC`, `2026-11-21T04:43:28Z`. */
const PLAIN =
  /^(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d:\d\d:\d\d)(?:[.,](\d{3}))?(Z| ?UTC| ?\+00:?00)?$/;

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const CLF_LENGTH = '10/Oct/2000:13:55:36 -0700'.length;

/**
 * As `lineTime`. The two forms that come by the million, of servers' logs and of access logs
 * (`10/Oct/2000:13:55:36 -0700`), are first turned into the one that is read and passed on fastest: that
 * takes a third of the time.
 */
export function logTime(text: string, context: LineContext): string | undefined {
  if (text.charCodeAt(2) === 0x2f && text.charCodeAt(11) === 0x3a) return clfTime(text, context);
  const plain = PLAIN.exec(text);
  if (plain === null) return lineTime(text, context);
  const [, year, month, day, clock, millis = '000', zone] = plain;
  if (zone === undefined && context.timeZone !== 'UTC') return lineTime(text, context);
  return lineTime(`${year}-${month}-${day}T${clock}.${millis}Z`, context);
}

function clfTime(text: string, context: LineContext): string | undefined {
  const month = MONTHS.indexOf(text.slice(3, 6)) / 3 + 1;
  if (!Number.isInteger(month) || month < 1) return lineTime(text, context);
  const date = `${text.slice(7, 11)}-${month < 10 ? '0' : ''}${month}-${text.slice(0, 2)}`;
  const utc = text.length === CLF_LENGTH && text.endsWith(' +0000');
  const clock = utc ? `${text.slice(12, 20)}.000Z` : text.slice(12);
  return lineTime(`${date}T${clock}`, context);
}
