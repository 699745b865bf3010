import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { UsageError } from '../usage-error.ts';
import { ZstdFrameError, zstdFrames } from './zstd-frames.ts';

export type FileCompression = 'gzip' | 'zstd';

/**
 * Reads a log file as a stream of chunks, inflated when its first bytes say gzip or zstd, whatever
 * its name says.
 *
 * @throws UsageError when the compressed content is damaged or cut off
 */
export async function* openLog(path: string): AsyncGenerator<Buffer> {
  const compression = await compressionOf(path);
  try {
    if (compression === 'zstd') yield* inflateFrames(path);
    else if (compression === 'gzip') yield* through(createReadStream(path), createGunzip());
    else yield* through(createReadStream(path), new PassThrough());
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!(error instanceof ZstdFrameError) && !/^Z_|ZSTD/i.test(code)) throw error;
    throw new UsageError(`${path} is damaged or cut off: give the whole file`, { cause: error });
  }
}

async function* inflateFrames(path: string): AsyncGenerator<Buffer> {
  for (const { start, end } of await zstdFrames(path)) {
    yield* through(createReadStream(path, { start, end: end - 1 }), createZstdDecompress());
  }
}

async function* through(source: Readable, inflate: Transform): AsyncGenerator<Buffer> {
  const done = pipeline(source, inflate);
  done.catch(() => {}); // the same error comes out of the loop
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
    await done;
  } finally {
    inflate.destroy();
  }
}

/** What the first bytes of a file say. */
export async function compressionOf(path: string): Promise<FileCompression | undefined> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    const magic = buffer.toString('hex', 0, bytesRead);
    if (magic === '28b52ffd') return 'zstd';
    return magic.startsWith('1f8b') ? 'gzip' : undefined;
  } finally {
    await file.close();
  }
}
