import { isUtf8 } from 'node:buffer';
import type { Cell } from '../../console/table.ts';
import type { ReasonSummary } from '../account/quarantine-summary.ts';
import { formatBytes, shorten } from './figures.ts';

const payloadWidth = 60;

/** The quarantine by reason, each with the words and the beginning of the bytes of its first event. */
export function quarantineTable(reasons: readonly ReasonSummary[]): Cell[][] {
  return [
    ['reason', 'events', 'what is wrong with the first', 'its bytes'],
    ...reasons.map(({ reason, count, example }) => [
      reason,
      count,
      example.detail,
      beginning(Buffer.from(example.data, 'base64')),
    ]),
  ];
}

/** Text as text, anything else in hexadecimal digits. */
function beginning(bytes: Buffer): string {
  if (isUtf8(bytes)) return shorten(bytes.toString(), payloadWidth);
  const size = ` (${formatBytes(bytes.length)})`;
  const digits = bytes.toString('hex', 0, payloadWidth).replace(/..../g, '$& ');
  return shorten(digits, payloadWidth - size.length) + size;
}
