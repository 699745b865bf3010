import { isUtf8 } from 'node:buffer';
import type { DecodeOutput, OutputMark } from './decode-output.ts';
import { skipBlanks } from './json-span.ts';
import { LineDecoder } from './line-decoder.ts';
import { notUtf8 } from './reject-text.ts';

/**
 * Decodes text that is more, or less, than one JSON object: lines with an object each, objects one
 * after another without a newline, objects printed over several lines, and lines that are none of it.
 *
 * A line that is not an object, and from which none begins that ends on a later line, is one reject,
 * together with the lines after it that plainly continue it; reading goes on at the next line. Objects
 * that follow one another in a line stand or fall each for itself. Blank lines are no events.
 *
 * @param original the data as it arrived, kept when the text as a whole is bad
 */
export function decodeLines(bytes: Buffer, original: Buffer, output: DecodeOutput): void {
  const mark = output.mark();
  const start = byteOrderMark.equals(bytes.subarray(0, 3)) ? 3 : 0;
  if (skipBlanks(bytes, start, bytes.length) === bytes.length) {
    output.reject('not_json', 'the record is empty', original);
    return;
  }
  const lines = new LineDecoder(bytes, output);
  let at = start;
  while (at < bytes.length) at = lines.decodeFrom(at);
  keepWhole(bytes, original, mark, output);
}

/**
 * What is bad as a whole is kept as it was sent: compressed, or with its blanks, and binary data in one
 * piece although it may have newlines in it.
 */
function keepWhole(bytes: Buffer, original: Buffer, mark: OutputMark, output: DecodeOutput): void {
  const rejects = output.onlyRejectsSince(mark);
  const last = output.rejects.at(-1);
  if (last === undefined || rejects === 0) return;
  if (rejects === 1) output.replaceSince(mark, last.reason, last.detail, original);
  else if (!isUtf8(bytes)) output.replaceSince(mark, 'not_json', notUtf8, original);
}

const byteOrderMark = Buffer.from('efbbbf', 'hex');
