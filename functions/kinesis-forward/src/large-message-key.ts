import { crc32 } from 'node:zlib';
import { streamOf } from '@logdrive/log-stream';
import type { Piece } from './piece.ts';

/**
 * The key of the object that holds a message too large for its queue, in UTC by arrival:
 * `<prefix>/<target>/date=YYYY-MM-DD/<stream>-<shard>-<sequence number>-<part>-<checksum>`. The same on
 * every retry, so that a retry finds what it has written.
 */
export function largeMessageKey(prefix: string, target: string, { record, part, data }: Piece) {
  const arrived = new Date(record.kinesis.approximateArrivalTimestamp * 1000);
  const date = arrived.toISOString().slice(0, 10);
  const place = record.eventID.replace(':', '-');
  const checksum = crc32(data).toString(16).padStart(8, '0');
  const name = `${streamOf(record)}-${place}-${part}-${checksum}`;
  return [prefix, target, `date=${date}`, name].filter(Boolean).join('/');
}
