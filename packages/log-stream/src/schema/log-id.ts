import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { CloudWatchOrigin } from '../decode/cloudwatch-envelope.ts';
import type { DecodedEvent } from '../decode/decoded-event.ts';
import { streamArnOf } from '../decode/record.ts';

/**
 * An id for an event that brought none, of at least 128 bits, the same on every retry.
 *
 * An event of CloudWatch Logs is known by the service's id, a number of 56 digits, with a checksum of
 * its stream and its message, since ids alone have been seen repeated; so it gets the same id when it
 * arrives through two subscriptions, and whatever line format reads it. Any other is known by stream,
 * shard, sequence number and its place in the record: 32 hexadecimal digits.
 *
 * @param message what of the message may be told: a checksum of all of it would betray what is
 *   redacted to whoever tries the values that it may have had
 */
export function deriveLogId(
  { record, position, origin }: DecodedEvent,
  message = origin?.message,
): string {
  if (origin !== undefined && isServiceId(origin.eventId)) {
    return origin.eventId + checksum(message ?? '', origin);
  }
  return hash('sha256', `${streamArnOf(record)}\n${record.eventID}\n${position}`).slice(0, 32);
}

function isServiceId(id: string): boolean {
  return id.length >= 40 && id.length <= 80 && /^\d+$/.test(id);
}

/** A dash and eight hexadecimal digits. */
function checksum(message: string | Buffer, { streamChecksum }: CloudWatchOrigin): string {
  const sum = crc32(message, streamChecksum);
  return `-${hex[sum >>> 24]}${hex[(sum >>> 16) & 0xff]}${hex[(sum >>> 8) & 0xff]}${hex[sum & 0xff]}`;
}

/** The bytes in hexadecimal: `toString(16)` of a number this large takes longer than its checksum. */
const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
