import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { type Compression, createEncoding } from './compression.ts';

const content = Buffer.from('{"a":1}\n'.repeat(100_000));

test.each<[Compression, string, string, (body: Buffer) => Buffer]>([
  [{ kind: 'gzip', level: 1 }, 'ndjson.gz', 'application/gzip', gunzipSync],
  [{ kind: 'gzip', level: 9 }, 'ndjson.gz', 'application/gzip', gunzipSync],
  [{ kind: 'zstd', level: 3 }, 'ndjson.zst', 'application/zstd', zstdDecompressSync],
  [{ kind: 'none' }, 'ndjson', 'application/x-ndjson', (body) => body],
])('%j', (compression, extension, contentType, decode) => {
  const encoding = createEncoding(compression);
  expect(encoding).toMatchObject({ extension, contentType });
  expect(decode(encoding.encode(content)).equals(content)).toBe(true);
});

test('gzip makes the same bytes each time: a body carries no clock', () => {
  const { encode } = createEncoding({ kind: 'gzip', level: 6 });
  expect(encode(content).equals(encode(content))).toBe(true);
});
