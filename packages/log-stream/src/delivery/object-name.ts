import { crc32 } from 'node:zlib';
import type { Batch } from './batch.ts';

/**
 * The last part of an object's key, without its extension. It is a function of the batch and the
 * content alone, so that a retry of the same batch meets the object that it has written before, and
 * a batch whose content changed in between (a new time zone, other records between the same two
 * sequence numbers) does not take the older object for its own.
 */
export function objectName(batch: Batch, content: Buffer): string {
  return objectNameBy(batch, crc32(content));
}

/** The same for content that is not held in one piece. @param crc CRC-32 of the content */
export function objectNameBy({ stream, shard, first, last }: Batch, crc: number): string {
  const checksum = crc.toString(16).padStart(8, '0');
  return `${stream}-${shard}-${first}-${last}-${checksum}`;
}
