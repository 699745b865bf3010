import { parseOptions } from './options.ts';

const names = ['archive', 'search'];

test('all functions, 2,000 schedules each, and another seed each time', () => {
  const { seed, ...rest } = parseOptions({}, names);
  expect(rest).toEqual({ runs: 2_000, functions: names });
  expect(Number.isInteger(seed)).toBe(true);
});

test('RUNS are those of all functions together', () => {
  expect(parseOptions({ RUNS: '101' }, names).runs).toBe(51);
  expect(parseOptions({ RUNS: '101', FUNCTION: 'search' }, names).runs).toBe(101);
});

test('what a failure prints is understood', () => {
  const env = { FUNCTION: 'search', SEED: '5', REPLAY: '12:0:1', RUNS: '' };
  expect(parseOptions(env, names)).toEqual({
    ...{ runs: 1, seed: 5, functions: ['search'], replay: '12:0:1' },
  });
});

test.each([
  [{ FUNCTION: 'nothing' }, 'give one of archive, search'],
  [{ RUNS: '0' }, 'RUNS is 0'],
  [{ RUNS: 'many' }, 'RUNS is many'],
  [{ SEED: '-1' }, 'SEED is -1'],
  [{ REPLAY: '1:2' }, 'FUNCTION and SEED'],
])('%p is refused', (env, words) => {
  expect(() => parseOptions(env, names)).toThrow(words);
});
