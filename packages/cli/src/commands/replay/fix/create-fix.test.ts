import { createFix } from './create-fix.ts';

const around = { reason: 'missing_time', arrivedMs: Date.UTC(2026, 10, 21, 5), stream: 'logs' };
const fixed = (fix: string, json: string) => createFix(fix)(json, around);

// https://www.rfc-editor.org/rfc/rfc7396#appendix-A
test.each([
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
])('the merge patch of the RFC: %s with %s', async (json, patch, result) => {
  expect(await fixed(patch, json)).toBe(result);
});

test('a merge patch leaves the digits of numbers as they are', async () => {
  const patched = await fixed('{"log_type":"app"}', '{"n":9007199254740993,"x":1.50}');
  expect(patched).toBe('{"n":9007199254740993,"x":1.50,"log_type":"app"}');
});

test('a member named __proto__ is a member', async () => {
  const patched = await fixed('{"a":1}', '{"__proto__":{"b":2}}');
  expect(patched).toBe('{"__proto__":{"b":2},"a":1}');
});

test('JSONata has the event, and what is known of it', async () => {
  const answer = await fixed(
    '$merge([$, {"time": $arrived, "from": $stream, "why": $reason}])',
    '{"a":1}',
  );
  expect(JSON.parse(answer)).toEqual({
    a: 1,
    time: '2026-11-21T05:00:00.000Z',
    from: 'logs',
    why: 'missing_time',
  });
});

test('JSONata renames a key', async () => {
  const rename = '$merge([$sift($, function($v, $k) { $k != "ts" }), {"time": ts}])';
  expect(JSON.parse(await fixed(rename, '{"ts":"now","a":1}'))).toEqual({ time: 'now', a: 1 });
});

test.each([
  ['$merge([$, 7])', '{"a":1}', 'the expression'],
  ['a', '{"a":1}', 'does not answer an object'],
  ['$error("secret")', '{"a":1}', 'the expression fails: D3137'],
  ['$', '{"n":9007199254740993}', 'a number that JSONata would change'],
])('%s of %s cannot be: %s', async (fix, json, words) => {
  const failed = fixed(fix, json);
  await expect(failed).rejects.toThrow(words);
  await expect(failed).rejects.toHaveProperty('name', 'FixError');
  await expect(failed).rejects.toHaveProperty('message', expect.not.stringContaining('secret'));
});

test.each(['{"a":1}', '$'])('what is nested too deeply for %s is left', async (fix) => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  await expect(fixed(fix, deep)).rejects.toThrow('nested too deeply');
});

test('what is neither is bad usage', () => {
  expect(() => createFix('$merge([')).toThrow('--fix is neither a JSON merge patch nor JSONata');
});
