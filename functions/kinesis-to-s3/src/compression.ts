import { promisify } from 'node:util';
import { constants, gzip, zstdCompress } from 'node:zlib';

export const compressions = ['gzip', 'zstd', 'none'] as const;

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
  /** Never fails but for want of memory. */
  encode(content: Buffer): Promise<Buffer>;
}

const gzipAsync = promisify(gzip);
const zstdAsync = promisify(zstdCompress);

/** One output block as large as a batch's group usually compresses to saves many small ones. */
const chunkSize = 256 * 1024;

export function createEncoding(compression: Compression): Encoding {
  switch (compression.kind) {
    case 'none':
      return {
        extension: 'ndjson',
        contentType: 'application/x-ndjson',
        encode: async (content) => content,
      };
    case 'gzip':
      return {
        extension: 'ndjson.gz',
        contentType: 'application/gzip',
        encode: (content) => gzipAsync(content, { level: compression.level, chunkSize }),
      };
    case 'zstd': {
      const params = { [constants.ZSTD_c_compressionLevel]: compression.level };
      return {
        extension: 'ndjson.zst',
        contentType: 'application/zstd',
        encode: (content) => zstdAsync(content, { params, chunkSize }),
      };
    }
  }
}
