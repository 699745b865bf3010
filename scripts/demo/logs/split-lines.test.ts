import fc from 'fast-check';
import { type Line, splitLines } from './split-lines.ts';

async function split(content: string | Buffer, chunkSize = 4, limit = 100): Promise<Line[]> {
  const bytes = Buffer.from(content as string);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
  }
  const lines: Line[] = [];
  for await (const line of splitLines(chunks(), limit)) lines.push(line);
  return lines;
}

const texts = (lines: Line[]) => lines.map(({ content }) => content.toString());

describe('splitLines', () => {
  test('ends lines at LF and CR LF, and takes a last line without an ending', async () => {
    const lines = await split('one\ntwo\r\n\nlast');
    expect(texts(lines)).toEqual(['one', 'two', '', 'last']);
    expect(lines.map(({ ending }) => ending)).toEqual(['\n', '\r\n', '\n', '']);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test('has no line in an empty file, and none after the last newline', async () => {
    expect(await split('')).toEqual([]);
    expect(texts(await split('a\n'))).toEqual(['a']);
  });

  test('keeps a CR that ends no line', async () => {
    expect(texts(await split('a\rb\nc\r'))).toEqual(['a\rb', 'c\r']);
  });

  test('takes a byte order mark off the file, not off a later line', async () => {
    const lines = await split('\ufeffa\n\ufeffb\n');
    expect(texts(lines)).toEqual(['a', '\ufeffb']);
    expect(lines[0]?.offset).toBe(3);
  });

  test('drops the content of a line past the limit and says how long it is', async () => {
    const lines = await split(`short\n${'x'.repeat(5000)}\nafter\n`);
    expect(lines.map(({ length }) => length)).toEqual([5, 5000, 5]);
    expect(texts(lines)).toEqual(['short', '', 'after']);
  });

  test('holds a line of exactly the limit, whatever its ending', async () => {
    const line = 'x'.repeat(100);
    expect(texts(await split(`${line}\r\n${line}\n${line}`))).toEqual([line, line, line]);
  });

  test('gives the file back, wherever the chunks end', async () => {
    const bytes = fc
      .uint8Array({ maxLength: 60 })
      .map((array) =>
        Buffer.from(
          array.map((byte) => [0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0x61, 0xff][byte % 8] ?? 0),
        ),
      );
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 7 }), async (content, chunkSize) => {
        const lines = await split(content, chunkSize);
        const back = Buffer.alloc(content.length);
        if (lines[0]?.offset === 3) back.write('\ufeff');
        for (const line of lines) {
          line.content.copy(back, line.offset);
          back.write(line.ending, line.offset + line.length);
        }
        expect(back).toEqual(content);
      }),
    );
  });
});
