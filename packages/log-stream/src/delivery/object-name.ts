import { crc32 } from 'node:zlib';
import type { Batch } from './batch.ts';

/**
 * The last part of an object's key, without its extension. It is a function of the batch and the
 * content alone, so that a retry of the same batch meets the object that it has written before, and
 * a batch whose content changed in between (a new time zone, other records between the same two
 * sequence numbers) does not take the older object for its own.
 */
export function objectName({ stream, shard, first, last }: Batch, content: Buffer): string {
  const checksum = crc32(content).toString(16).padStart(8, '0');
  return `${stream}-${shard}-${first}-${last}-${checksum}`;
}
