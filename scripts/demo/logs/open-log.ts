import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { UsageError } from '../usage-error.ts';

const gzipMagic = Buffer.from([0x1f, 0x8b]);
const zstdMagic = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/**
 * Reads a log file as a stream of chunks, inflated when its first bytes say gzip or zstd, whatever
 * its name says.
 *
 * @throws UsageError when the compressed content is damaged or cut off
 */
export async function* openLog(path: string): AsyncGenerator<Buffer> {
  const inflate = createInflate(await firstBytes(path));
  const done = pipeline(createReadStream(path), inflate);
  done.catch(() => {}); // the same error comes out of the loop
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
    await done;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!/^Z_|^ZSTD_|^ERR_ZSTD/.test(code)) throw error;
    throw new UsageError(`${path} is damaged or cut off (${code}): give the whole file`);
  } finally {
    inflate.destroy();
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function createInflate(magic: Buffer): Transform {
  if (magic.subarray(0, 2).equals(gzipMagic)) return createGunzip();
  if (magic.equals(zstdMagic)) return createZstdDecompress();
  return new PassThrough();
}
