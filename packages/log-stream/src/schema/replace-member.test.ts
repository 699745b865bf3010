import { replaceMember } from './replace-member.ts';

const replace = (json: string) => replaceMember(Buffer.from(json), 'log_id', 'x')?.toString();

test.each([
  ['{"log_id":null,"a":1}', '{"log_id":"x","a":1}'],
  ['{"a":{"log_id":""},"log_id":""}', '{"a":{"log_id":""},"log_id":"x"}'],
  [
    '{"log_id":"","n":12345678901234567890,"f":1.10}',
    '{"log_id":"x","n":12345678901234567890,"f":1.10}',
  ],
])('%s becomes %s', (json, expected) => {
  expect(replace(json)).toBe(expected);
});

test('gives up, without a throw, on an object nested too deeply to be written', () => {
  const depth = 100_000;
  expect(replace(`{"log_id":"","deep":${'['.repeat(depth)}${']'.repeat(depth)}}`)).toBeUndefined();
});
