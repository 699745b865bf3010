import { createLogTypeFilter } from './log-type-filter.ts';

test('an empty list wants every log type', () => {
  expect(createLogTypeFilter([])('anything')).toBe(true);
});

test.each([
  ['app', 'app', true],
  ['app', 'apps', false],
  ['app.*', 'app.web', true],
  ['app.*', 'app.', true],
  ['app.*', 'appXweb', false],
  ['*_audit', 'db_audit', true],
  ['*_audit', 'audit', false],
  ['a*b*c', 'abc', true],
  ['a*b*c', 'axxbxxc', true],
  ['a*b*c', 'acb', false],
  ['ab*ba', 'aba', false],
  ['*', '', true],
  ['**x**', 'wxy', true],
])('%s with %s: %s', (pattern, logType, expected) => {
  expect(createLogTypeFilter(['other', pattern])(logType)).toBe(expected);
});

test('a pattern of many stars stays linear', () => {
  const wants = createLogTypeFilter([`${'*a'.repeat(500)}b`]);
  const started = performance.now();
  expect(wants('a'.repeat(10_000))).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000); // backtracking would take for ever
});

test('what is excepted is not wanted, whatever the list says', () => {
  const wants = createLogTypeFilter(['app.*'], ['app.debug', '*.noise']);
  expect(['app.web', 'app.debug', 'app.noise', 'db'].map(wants)).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect(createLogTypeFilter([], ['noise'])('anything')).toBe(true);
  expect(createLogTypeFilter([], ['*'])('anything')).toBe(false);
});
