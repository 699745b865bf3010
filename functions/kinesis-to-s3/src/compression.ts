import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { objectExtension } from '@logdrive/log-stream';

export type Compression = { kind: 'none' } | { kind: 'gzip' | 'zstd'; level: number };

/** Levels that each compression takes, and the one that is taken when none is given. */
export const compressionLevels = {
  gzip: { least: 1, most: 9, otherwise: 6 },
  zstd: { least: 1, most: 19, otherwise: 3 },
};

/** How an object's content becomes its body, and what its key and content type say of that. */
export interface Encoding {
  extension: string;
  contentType: string;
  /**
   * Runs on the calling thread: a function has a share of one processor, and handing a buffer to
   * another thread and back costs more than it wins. Fails only for want of memory.
   */
  encode(content: Buffer): Buffer;
}

export function createEncoding(compression: Compression): Encoding {
  const extension = objectExtension(compression.kind);
  switch (compression.kind) {
    case 'none':
      return {
        extension,
        contentType: 'application/x-ndjson',
        encode: (content) => content,
      };
    case 'gzip':
      return {
        extension,
        contentType: 'application/gzip',
        encode: (content) => gzipSync(content, { level: compression.level }),
      };
    case 'zstd': {
      const params = { [constants.ZSTD_c_compressionLevel]: compression.level };
      return {
        extension,
        contentType: 'application/zstd',
        encode: (content) => zstdCompressSync(content, { params }),
      };
    }
  }
}
