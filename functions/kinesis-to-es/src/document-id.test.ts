import { hash } from 'node:crypto';
import fc from 'fast-check';
import { documentId } from './document-id.ts';

test('is the log id, up to 512 bytes', () => {
  expect(documentId('7c1e')).toBe('7c1e');
  expect(documentId('x'.repeat(512))).toBe('x'.repeat(512));
  expect(documentId('ä'.repeat(256))).toBe('ä'.repeat(256));
});

test('is the SHA-256 of a longer one', () => {
  const long = 'x'.repeat(513);
  expect(documentId(long)).toBe(`sha256:${hash('sha256', long)}`);
  expect(documentId('ä'.repeat(257))).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test('half surrogate pairs, which UTF-8 cannot tell apart, make different ids', () => {
  expect(documentId('a\ud800')).toMatch(/^sha256:/);
  expect(documentId('a\ud800')).not.toBe(documentId('a\ud801'));
});

test('fits any log id, the same each time, another for another', () => {
  const logId = fc.string({ unit: 'binary', minLength: 1, maxLength: 600 });
  fc.assert(
    fc.property(logId, logId, (one, other) => {
      expect(Buffer.byteLength(documentId(one))).toBeLessThanOrEqual(512);
      expect(documentId(one) === documentId(other)).toBe(one === other);
    }),
  );
});
