import { constants, zstdDecompressSync } from 'node:zlib';
import type { CompressedMember } from './compressed-member.ts';

const magic = 0xfd2fb528;
/** Frames of this kind hold what is not content; 0x184d2a50 to 0x184d2a5f. */
const skippableMagic = 0x184d2a50;
/** Window of 32 MiB; the format allows terabytes, and the decoder sets aside what the frame names. */
const windowLogMax = 25;

export function isZstd(data: Buffer): boolean {
  return data[0] === 0x28 && data.length >= 4 && data.readUInt32LE(0) === magic;
}

/**
 * Inflates the zstd frame at the start of `data`. The end of the frame is found here, because Node
 * decodes the first frame only and passes over a truncated one and all that follows in silence.
 *
 * @throws RangeError for truncated data, Error of zlib for corrupt data, with the code
 *   ERR_BUFFER_TOO_LARGE when it inflates to more than `limit` bytes and
 *   ZSTD_error_frameParameter_windowTooLarge when it asks for too much memory
 */
export function readZstdFrame(data: Buffer, limit: number): CompressedMember {
  if ((data.readUInt32LE(0) & 0xfffffff0) >>> 0 === skippableMagic) {
    return { bytes: Buffer.alloc(0), length: within(data, 8 + data.readUInt32LE(4)) };
  }
  const length = frameLength(data);
  const bytes = zstdDecompressSync(data.subarray(0, length), {
    maxOutputLength: limit,
    params: { [constants.ZSTD_d_windowLogMax]: windowLogMax },
  });
  return { bytes, length };
}

/** Length in bytes of the frame: header, blocks, checksum (RFC 8878, 3.1.1). */
function frameLength(data: Buffer): number {
  if (data.readUInt32LE(0) !== magic) throw new Error('bytes that are no frame');
  const descriptor = data.readUInt8(4);
  let at = 5 + headerFields(descriptor);
  let last = false;
  while (!last) {
    const block = data.readUIntLE(at, 3);
    last = (block & 1) === 1;
    const runLength = ((block >> 1) & 3) === 1;
    at += 3 + (runLength ? 1 : block >> 3);
  }
  const checksum = (descriptor & 0x04) === 0 ? 0 : 4;
  return within(data, at + checksum);
}

/** Bytes of the header's fields: window, dictionary id, content size. */
function headerFields(descriptor: number): number {
  const singleSegment = (descriptor & 0x20) !== 0;
  const contentSizeFlag = descriptor >> 6;
  const window = singleSegment ? 0 : 1;
  const dictionaryId = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSize = contentSizeFlag === 0 ? (singleSegment ? 1 : 0) : 2 ** contentSizeFlag;
  return window + dictionaryId + contentSize;
}

function within(data: Buffer, length: number): number {
  if (length > data.length) throw new RangeError('past the end of the data');
  return length;
}
