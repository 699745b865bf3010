import type { FileFigures } from '../logs/log-records.ts';
import type { Comparison } from '../logs/restored-file.ts';
import { count, plural } from './figures.ts';

const numbersShown = 5;

/** What was found in a log file and how its lines were sent, in words. */
export function describeFile(name: string, figures: FileFigures): string {
  const { lines, blank, tooLong, crlf, replaced, forms } = figures;
  const json = forms.json;
  const own = forms['text with its own time'];
  const sending = forms['text with the time of sending'];
  const parts = [
    json > 0 && `${plural(json, 'JSON object')} as is`,
    own > 0 && `${plural(own, 'line')} of text with the time that they begin with`,
    sending > 0 && `${plural(sending, 'line')} of text with the time of sending`,
    blank > 0 && `${plural(blank, 'blank line')} not sent`,
    crlf > 0 && `${plural(crlf, 'line ending')} CR LF, taken off`,
    replaced.length > 0 &&
      `invalid UTF-8 replaced by U+FFFD in ${plural(replaced.length, 'line')} (${list(replaced)})`,
    tooLong.length > 0 &&
      `NOT SENT, longer than a record of 1 MiB: ${plural(tooLong.length, 'line')} (${list(tooLong)})`,
  ];
  return `${name}: ${plural(lines, 'line')}: ${parts.filter(Boolean).join('; ')}`;
}

/** `20,431 of 20,431 lines equal, byte for byte` */
export function describeComparison(comparison: Comparison): string {
  const { lines, equal, replaced, writtenAnew, absent, blank, different } = comparison;
  const parts = [
    `${count(equal)} of ${plural(lines - blank, 'line')} equal, byte for byte`,
    absent > 0 && `${count(absent)} not delivered`,
    replaced > 0 && `${count(replaced)} with invalid UTF-8 replaced`,
    writtenAnew > 0 && `${count(writtenAnew)} written anew to hold a log id`,
    different.length > 0 && `${count(different.length)} DIFFERENT (${list(different)})`,
  ];
  return parts.filter(Boolean).join(', ');
}

function list(numbers: readonly number[]): string {
  const shown = numbers.slice(0, numbersShown).map(count).join(', ');
  return `line ${shown}${numbers.length > numbersShown ? ', ...' : ''}`;
}
