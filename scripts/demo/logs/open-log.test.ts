import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { UsageError } from '../usage-error.ts';
import { openLog } from './open-log.ts';

const text = 'one line\n'.repeat(50_000);
const checksum = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'open-log-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(content: string | Buffer): Promise<string> {
  const path = join(folder, 'file');
  writeFileSync(path, content);
  const chunks: Buffer[] = [];
  for await (const chunk of openLog(path)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

test.each<[string, string | Buffer]>([
  ['plain text', text],
  ['gzip', gzipSync(text)],
  ['several gzip members', Buffer.concat([gzipSync(text.slice(0, 9)), gzipSync(text.slice(9))])],
  ['zstd', zstdCompressSync(text)],
])('reads %s', async (_, content) => {
  expect((await read(content)) === text).toBe(true);
});

test('reads several zstd frames, of every form, and passes over frames that hold no content', async () => {
  const random = randomBytes(300_000).toString('hex');
  const run = 'x'.repeat(400_000);
  const skippable = Buffer.from('502a4d1803000000616263', 'hex');
  const frames = [
    zstdCompressSync(text.slice(0, 9)),
    skippable,
    zstdCompressSync(random, checksum),
    zstdCompressSync(run),
    zstdCompressSync(''),
    zstdCompressSync(text.slice(9)),
  ];
  const expected = text.slice(0, 9) + random + run + text.slice(9);
  expect((await read(Buffer.concat(frames))) === expected).toBe(true);
});

test('reads files too short for any magic bytes', async () => {
  expect(await read('')).toBe('');
  expect(await read('\x1f')).toBe('\x1f');
});

test.each([
  ['cut off gzip', gzipSync(text).subarray(0, -20)],
  ['gzip with a changed byte', changed(gzipSync(text))],
  ['cut off zstd', zstdCompressSync(text).subarray(0, -10)],
  ['zstd with something behind it', Buffer.concat([zstdCompressSync(text), Buffer.from('text')])],
  ['zstd with a changed byte', changed(zstdCompressSync(randomBytes(999), checksum))],
])('says that the file is damaged: %s', async (_, content) => {
  const reading = read(content).then((read) => read.length);
  await expect(reading).rejects.toThrow(UsageError);
  await expect(reading).rejects.toThrow('is damaged or cut off: give the whole file');
});

function changed(bytes: Buffer): Buffer {
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}

test('lets go of the file when the reader stops early', async () => {
  const path = join(folder, 'long');
  writeFileSync(path, gzipSync(text.repeat(20)));
  for await (const chunk of openLog(path)) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
});
