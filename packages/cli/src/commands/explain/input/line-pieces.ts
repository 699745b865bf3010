import { type Line, splitLines } from '../../../streams/split-lines.ts';
import { type LogLine, lineRecord } from './line-record.ts';
import type { Piece, ReadOptions } from './piece.ts';
import { mebibyte, readWhole } from './read-whole.ts';

/** Bytes of the largest event that CloudWatch Logs takes. */
const eventLimit = mebibyte;
/** Lines in an envelope; bounds what is in memory of very short ones. */
const envelopeLines = 250;
const carriageReturn = 0x0d;

/** Each line as an event of CloudWatch Logs. It takes no empty ones, so they are passed over. */
export async function* linePieces(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  for await (const lines of splitLines(chunks, eventLimit)) yield piecesOf(lines, options);
}

/** The input as one event, as CloudWatch Logs keeps one that has newlines in it. */
export async function* wholeLine(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
): AsyncGenerator<Piece[]> {
  const text = await readWhole(chunks, eventLimit, 'without --whole each of its lines is an event');
  yield [{ record: lineRecord([{ message: text.toString() }], options) }];
}

/** A line that is too long to become an event. */
export function lostLine(length: number, limit: string): Piece {
  const detail = `the line has ${length.toLocaleString('en-US')} bytes, and ${limit}`;
  return { lost: { status: 'dropped', reason: 'too_large', detail } };
}

function piecesOf(lines: readonly Line[], options: ReadOptions): Piece[] {
  const pieces: Piece[] = [];
  let envelope: LogLine[] = [];
  const send = () => {
    if (envelope.length > 0) pieces.push({ record: lineRecord(envelope, options) });
    envelope = [];
  };
  for (const line of lines) {
    if (line.length > eventLimit) {
      send();
      pieces.push(lostLine(line.length, 'CloudWatch Logs takes no event over 1 MiB'));
      continue;
    }
    const message = messageOf(line);
    if (message !== '') envelope.push({ message });
    if (envelope.length === envelopeLines) send();
  }
  send();
  return pieces;
}

function messageOf({ bytes }: Line): string {
  const end = bytes.at(-1) === carriageReturn ? bytes.length - 1 : bytes.length;
  return bytes.toString('utf8', 0, end);
}
