import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { gzipBomb } from '../testing/factories.ts';
import { decompress, isCompressed } from './decompress.ts';

const limit = 1024 * 1024;
const text = 'a log line, and another one, and another one';
const inflatedText = (data: Buffer) => decompress(data, limit).bytes?.toString();
const zeros = Buffer.alloc(7);

describe.each([
  ['gzip', gzipSync],
  ['zstd', zstdCompressSync],
])('%s', (_, compress) => {
  test('is told by its first bytes', () => {
    expect(isCompressed(compress(text))).toBe(true);
    expect(isCompressed(Buffer.from(text))).toBe(false);
    expect(isCompressed(Buffer.alloc(0))).toBe(false);
  });

  test('inflates small, large and empty data', () => {
    for (const content of ['', text, text.repeat(20_000)]) {
      expect(inflatedText(compress(content))).toBe(content);
    }
  });

  test('inflates several members', () => {
    const members = ['one ', '', 'two ', text.repeat(5000)];
    const data = Buffer.concat(members.map((member) => compress(member)));
    expect(inflatedText(data)).toBe(members.join(''));
  });

  test('refuses data that is cut off anywhere', () => {
    const data = Buffer.concat([compress('one '), compress(text.repeat(2))]);
    const first = compress('one ').length;
    for (let length = 4; length < data.length; length += 1) {
      const result = decompress(data.subarray(0, length), limit);
      if (length === first) expect(result.bytes?.toString()).toBe('one ');
      else expect(result).toMatchObject({ bytes: undefined, reason: 'bad_gzip' });
    }
  });

  test('refuses data with anything else after it, and says so', () => {
    for (const rest of ['rest', '{"a":1}', '\x1f', '\x1f\x8b', '(\xb5/\xfd']) {
      const data = Buffer.concat([compress(text), Buffer.from(rest, 'latin1')]);
      expect(decompress(data, limit)).toMatchObject({
        reason: 'bad_gzip',
        detail: expect.stringMatching(/^the compressed data is truncated or corrupt: ./),
      });
    }
  });

  test('refuses changed data with a checksum', () => {
    const data = gzipSync(text.repeat(3));
    data[data.length - 6] = (data.at(-6) ?? 0) ^ 1;
    expect(decompress(data, limit)).toMatchObject({ reason: 'bad_gzip' });
  });

  test('inflates up to the limit and not a byte further', () => {
    const data = compress(Buffer.alloc(5000));
    expect(decompress(data, 5000)).toMatchObject({ inflated: 5000 });
    expect(decompress(data, 4999)).toMatchObject({ reason: 'inflate_limit', inflated: 4999 });
    const two = Buffer.concat([data, data]);
    expect(decompress(two, 10_000)).toMatchObject({ inflated: 10_000 });
    expect(decompress(two, 9_999)).toMatchObject({ reason: 'inflate_limit' });
    expect(decompress(two, 5_000)).toMatchObject({ reason: 'inflate_limit' });
  });
});

test('gzip members with zero bytes between and after them all count', () => {
  const data = Buffer.concat([gzipSync('one '), zeros, gzipSync('two'), zeros]);
  expect(inflatedText(data)).toBe('one two');
});

test('text after zero bytes does not vanish', () => {
  const data = Buffer.concat([gzipSync('one '), zeros, Buffer.from('rest')]);
  expect(decompress(data, limit)).toMatchObject({ reason: 'bad_gzip' });
});

test('a gzip trailer that lies about the size is found out', () => {
  const data = gzipSync(text);
  data.writeUInt32LE(0xffffffff, data.length - 4);
  expect(decompress(data, limit)).toMatchObject({ reason: 'bad_gzip' });
});

test('zstd frames with and without size, checksum and window, and skippable ones', () => {
  const { ZSTD_c_checksumFlag, ZSTD_c_contentSizeFlag } = constants;
  const skippable = Buffer.from('502a4d1803000000616263', 'hex');
  const frames = [0, 1].flatMap((checksum) =>
    [0, 1].map((size) =>
      zstdCompressSync(text.repeat(10_000), {
        params: { [ZSTD_c_checksumFlag]: checksum, [ZSTD_c_contentSizeFlag]: size },
      }),
    ),
  );
  const [first, ...others] = frames as [Buffer, ...Buffer[]];
  const data = Buffer.concat([first, skippable, ...others]);
  expect(decompress(data, 10 * limit).bytes?.toString()).toBe(text.repeat(40_000));
});

test('a zstd frame that asks for more memory than any log needs', () => {
  const frame = Buffer.from('28b52ffd00f8010000', 'hex');
  expect(decompress(frame, limit)).toMatchObject({ reason: 'inflate_limit' });
});

test('thousands of tiny members are refused', () => {
  const member = Buffer.concat([gzipSync('x'), zeros]);
  expect(decompress(Buffer.concat(Array(1001).fill(member)), limit)).toMatchObject({
    reason: 'inflate_limit',
  });
});

test('a bomb of 200 MiB is refused in little more memory than the limit', () => {
  const bomb = gzipBomb(200 * limit);
  expect(bomb.length).toBeLessThan(limit);
  const before = process.resourceUsage().maxRSS;
  expect(decompress(bomb, 32 * limit)).toMatchObject({ reason: 'inflate_limit' });
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(96 * 1024);
});
