import { checkRecord, recordBytes } from './write-record.ts';

const mebibyte = 1024 * 1024;
const record = (partitionKey: string, explicitHashKey?: string, bytes = 1) => ({
  data: Buffer.alloc(bytes),
  partitionKey,
  explicitHashKey,
});
const refusalOf = (...args: Parameters<typeof record>) => {
  const made = record(...args);
  return checkRecord(made, recordBytes(made), mebibyte);
};
const reasonOf = (...args: Parameters<typeof record>) => refusalOf(...args)?.reason;

test('a key counts as UTF-8', () => {
  expect(recordBytes(record('ключ', undefined, 3))).toBe(11);
});

test.each([
  ['one character', 'k'],
  ['256 characters', 'k'.repeat(256)],
  ['256 characters of two UTF-16 units', '😀'.repeat(256)],
])('a partition key of %s is sound', (_, key) => {
  expect(reasonOf(key)).toBeUndefined();
});

test.each([
  ['empty', ''],
  ['of 257 characters', 'k'.repeat(257)],
  ['of 257 characters of two UTF-16 units', '😀'.repeat(257)],
  ['with half a surrogate pair', 'a\ud800b'],
])('a partition key %s is refused', (_, key) => {
  expect(reasonOf(key)).toBe('refused:partition_key');
});

test.each(['0', '1', String(2n ** 128n - 1n)])('the explicit hash key %s is sound', (key) => {
  expect(reasonOf('k', key)).toBeUndefined();
});

test.each(['', '-1', '01', '1.5', '0x10', 'abc', String(2n ** 128n), '9'.repeat(40)])(
  'the explicit hash key %j is refused',
  (key) => {
    expect(reasonOf('k', key)).toBe('refused:explicit_hash_key');
  },
);

test('the limit counts data and key together', () => {
  expect(reasonOf('key', undefined, mebibyte - 3)).toBeUndefined();
  expect(refusalOf('key', undefined, mebibyte - 2)).toEqual({
    status: 'refused',
    reason: 'too_large',
    detail: 'data and partition key have 1048577 bytes, the limit is 1048576',
  });
});

test('a record without data is sound', () => {
  expect(reasonOf('k', undefined, 0)).toBeUndefined();
});
