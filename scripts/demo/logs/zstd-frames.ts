import { type FileHandle, open } from 'node:fs/promises';

/** A frame's place in its file, in bytes; `end` is the first byte behind it. */
export interface FrameSpan {
  start: number;
  end: number;
}

const magic = 0xfd2fb528;
/** Frames of this kind hold what is not content; 0x184d2a50 to 0x184d2a5f. */
const skippableMagic = 0x184d2a50;

/** The file is no whole number of zstd frames. */
export class ZstdFrameError extends Error {
  override name = 'ZstdFrameError';
}

/**
 * Finds the frames of a zstd file by reading the headers of their blocks only. Node's decoder stops
 * after the first frame and takes one that is cut off for a whole one, both without a word.
 *
 * @throws ZstdFrameError when the last frame is cut off, or bytes are no frame (RFC 8878, 3.1)
 */
export async function zstdFrames(path: string): Promise<FrameSpan[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const spans: FrameSpan[] = [];
    for (let start = 0; start < size; ) {
      const frame = await readFrame(file, start);
      if (frame.end > size) throw new ZstdFrameError('the last frame is cut off');
      if (frame.hasContent) spans.push({ start, end: frame.end });
      start = frame.end;
    }
    return spans;
  } finally {
    await file.close();
  }
}

async function readFrame(file: FileHandle, start: number) {
  const first = (await bytesAt(file, start, 4)).readUInt32LE(0);
  if ((first & 0xfffffff0) >>> 0 === skippableMagic) {
    const length = (await bytesAt(file, start + 4, 4)).readUInt32LE(0);
    return { end: start + 8 + length, hasContent: false };
  }
  if (first !== magic) throw new ZstdFrameError('bytes that are no frame');
  const descriptor = (await bytesAt(file, start + 4, 1)).readUInt8(0);
  let at = start + 5 + headerFields(descriptor);
  let last = false;
  while (!last) {
    const block = (await bytesAt(file, at, 3)).readUIntLE(0, 3);
    last = (block & 1) === 1;
    const runLength = ((block >> 1) & 3) === 1;
    at += 3 + (runLength ? 1 : block >> 3);
  }
  const checksum = (descriptor & 0x04) === 0 ? 0 : 4;
  return { end: at + checksum, hasContent: true };
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

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new ZstdFrameError('the last frame is cut off');
  return buffer;
}
