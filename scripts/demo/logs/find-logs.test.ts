import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { findLogs } from './find-logs.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'find-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

describe('findLogs', () => {
  test('finds all files of a folder but hidden ones, and says which it skips', async () => {
    write('b.log', 'line\n');
    write('a/inner.log.gz', gzipSync('line\n'));
    write('.git/config', 'line\n');
    write('a/.hidden', 'line\n');
    write('photo.png', Buffer.from([0x89, 0x50, 0, 0]));
    write('empty.log', '');
    write('archive.tar.gz', gzipSync(Buffer.alloc(1024)));
    const { files, skipped } = await findLogs([folder]);
    expect(files.map(({ name, logType }) => [name, logType])).toEqual([
      ['a/inner.log.gz', 'inner'],
      ['b.log', 'b'],
    ]);
    expect(skipped).toEqual([
      { name: 'archive.tar.gz', why: 'is no text file' },
      { name: 'empty.log', why: 'is empty' },
      { name: 'photo.png', why: 'is no text file' },
    ]);
  });

  test('follows links to files, and skips what is damaged', async () => {
    const path = write('outside/app.log', 'line\n');
    mkdirSync(join(folder, 'in'));
    symlinkSync(path, join(folder, 'in', 'link.log'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'in', 'dangling.log'));
    write('in/cut.gz', gzipSync('line\n').subarray(0, 12));
    const { files, skipped } = await findLogs([join(folder, 'in')]);
    expect(files.map(({ name }) => name)).toEqual(['link.log']);
    expect(skipped).toEqual([{ name: 'cut.gz', why: 'is damaged or cut off' }]);
  });

  test('tells files of the same name apart', async () => {
    const paths = [write('a/app.log', 'x\n'), write('b/app.log', 'x\n')];
    const { files } = await findLogs(paths);
    expect(files.map(({ name }) => name)).toEqual(['app.log', '2/app.log']);
  });

  test.each([
    ['', 'is empty: give a file that has log lines'],
    [' \r\n\n\t\n', 'is empty: give a file that has log lines'],
    [gzipSync('\n\n'), 'is empty: give a file that has log lines'],
    [
      Buffer.from('\ufefftext\n', 'utf16le'),
      'is UTF-16: convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)',
    ],
    [
      Buffer.from('PK\x03\x04\x00\x00'),
      'is no text file: give text or NDJSON, plain or as gzip or zstd',
    ],
  ])('refuses a file of %j with the mend', async (content, message) => {
    const path = write('file.log', content);
    await expect(findLogs([path])).rejects.toThrow(`${path} ${message}`);
  });

  test('refuses a folder with nothing to send', async () => {
    write('empty.log', '');
    await expect(findLogs([folder])).rejects.toThrow('holds no log file');
  });
});
