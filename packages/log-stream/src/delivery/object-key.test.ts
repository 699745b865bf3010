import { objectExtension, objectKey, partitionName, partitionPath } from './object-key.ts';

test.each([
  ['vpc_flow-1.x', 'vpc_flow-1.x'],
  ['a b/c:d', 'a_b_c_d'],
  ['ログ', '__'],
  ['x'.repeat(300), 'x'.repeat(128)],
])('the log type %s is %s in a key', (logType, name) => {
  expect(partitionName(logType)).toBe(name);
});

test('a key is prefix, partition, name and extension', () => {
  const path = partitionPath('a/b', 'date=2026-11-20/hour=05');
  expect(objectKey('logs/raw', path, 'name', objectExtension('zstd'))).toBe(
    'logs/raw/log_type=a_b/date=2026-11-20/hour=05/name.ndjson.zst',
  );
  expect(objectKey('', path, 'name', objectExtension('none'))).toBe(
    'log_type=a_b/date=2026-11-20/hour=05/name.ndjson',
  );
});
