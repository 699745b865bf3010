import { gunzipSync } from 'node:zlib';
import type { CompressedMember } from './compressed-member.ts';

const mebibyte = 1024 * 1024;

export function isGzip(data: Buffer): boolean {
  return data[0] === 0x1f && data[1] === 0x8b;
}

/**
 * Inflates the gzip members at the start of `data`, up to the first zero byte between members. Node
 * takes zero bytes for padding and leaves whatever follows them unread, so they are stepped over here.
 *
 * @throws Error of zlib for truncated or corrupt data and for anything else after a member, with the
 *   code ERR_BUFFER_TOO_LARGE when it inflates to more than `limit` bytes
 */
export function readGzip(data: Buffer, limit: number): CompressedMember {
  const chunkSize = outputChunk(data, limit);
  const { buffer, engine } = gunzipSync(data, {
    info: true,
    maxOutputLength: limit,
    chunkSize,
  }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
  let length = engine.bytesWritten;
  while (data[length] === 0) length += 1;
  return { bytes: buffer, length };
}

/**
 * The last four bytes name the inflated size. In one chunk of that size (and one byte, by which zlib
 * sees that it is done) nothing is copied and nothing more is kept in memory than the data itself.
 */
function outputChunk(data: Buffer, limit: number): number {
  const size = data.length < 4 ? 0 : data.readUInt32LE(data.length - 4);
  return Math.max(64, Math.min(size, limit, mebibyte) + 1);
}
