import { isUtf8 } from 'node:buffer';
import type { Piece } from './piece.ts';

/** A message as SQS takes it. */
export interface Message {
  body: string;
  /** What the body is instead of the data itself; goes into the attribute `logdrive_body`. */
  encoding: 'base64' | 's3' | undefined;
  fifo: Piece['fifo'];
  /** What it counts against the limits. */
  bytes: number;
}

/** Name of the attribute that says what the body is; a message without it holds the data as it is. */
export const bodyAttribute = 'logdrive_body';

/**
 * The data as text where it is UTF-8 of characters that XML has, which is all that SQS takes; else in
 * base64, and an attribute says so.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
export function messageOf({ data, fifo }: Pick<Piece, 'data' | 'fifo'>): Message {
  const text = isUtf8(data) ? data.toString() : undefined;
  if (text !== undefined && !hasOtherThanXml.test(text)) {
    return { body: text, encoding: undefined, fifo, bytes: data.length };
  }
  return attributed(data.toString('base64'), 'base64', fifo);
}

/** A message that says in JSON where the data is: `{"bucket", "key", "bytes"}`. */
export function pointerTo(place: { bucket: string; key: string }, { data, fifo }: Piece): Message {
  return attributed(JSON.stringify({ ...place, bytes: data.length }), 's3', fifo);
}

function attributed(body: string, encoding: 'base64' | 's3', fifo: Piece['fifo']): Message {
  const attributeBytes = bodyAttribute.length + 'String'.length + encoding.length;
  return { body, encoding, fifo, bytes: Buffer.byteLength(body) + attributeBytes };
}

/** Any character but tab, newline, carriage return and U+0020 to U+FFFD; the rest pairs of surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const hasOtherThanXml = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
