import fc from 'fast-check';
import { isBlank, splitLines } from './split-lines.ts';

async function split(chunks: readonly (string | Buffer)[], limit = 1000) {
  const lines: [text: string, length: number][] = [];
  const stream = (async function* () {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  })();
  for await (const found of splitLines(stream, limit)) {
    for (const { bytes, length } of found) lines.push([bytes.toString(), length]);
  }
  return lines;
}

test('lines may go over chunks, and the last needs no newline', async () => {
  const lines = await split(['a\nb', 'c\n', '\n', 'd', 'é']);
  expect(lines.map(([text]) => text)).toEqual(['a', 'bc', '', 'dé']);
});

test('any text splits as a string does, whatever its chunks', async () => {
  const piece = fc.string({ unit: fc.constantFrom('a', 'é', '\n', '\r') });
  await fc.assert(
    fc.asyncProperty(fc.array(piece), async (pieces) => {
      const expected = pieces.join('').split('\n');
      if (expected.at(-1) === '') expected.pop();
      expect((await split(pieces)).map(([text]) => text)).toEqual(expected);
    }),
  );
});

test('of a long line the beginning is kept, and its length', async () => {
  expect(await split(['1234', '5678\n12345\n123'], 5)).toEqual([
    ['12345', 8],
    ['12345', 5],
    ['123', 3],
  ]);
});

test('a line without end takes no more memory than the limit', async () => {
  const before = process.memoryUsage().arrayBuffers;
  const chunk = Buffer.alloc(1 << 20, 'x');
  const [line] = await split(Array<Buffer>(200).fill(chunk), 1 << 20);
  expect(line?.[1]).toBe(200 << 20);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 << 20);
});

test('blank lines', () => {
  expect(isBlank(Buffer.from(' \t\r'))).toBe(true);
  expect(isBlank(Buffer.from('\u00a0'))).toBe(false);
});
