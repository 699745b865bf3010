import { ConfigError } from './config-error.ts';
import { EnvReader } from './env-reader.ts';

test('reads values and defaults', () => {
  const env = new EnvReader({
    A: 'x',
    N: '3',
    C: 'red',
    F: 'true',
    L: '["a","b*"]',
    M: '{"k":"v"}',
    E: '',
  });
  expect(env.text('A')).toBe('x');
  expect(env.text('E', 'default')).toBe('default');
  expect(env.optional('NONE')).toBeUndefined();
  expect(env.isEmpty('E')).toBe(true);
  expect(env.isEmpty('NONE')).toBe(false);
  expect(env.integer('N', { least: 1, most: 9, otherwise: 6 })).toBe(3);
  expect(env.choice('C', ['red', 'blue'], 'blue')).toBe('red');
  expect(env.choice('NONE', ['red', 'blue'], 'blue')).toBe('blue');
  expect(env.flag('F')).toBe(true);
  expect(env.texts('L')).toEqual(['a', 'b*']);
  expect(env.texts('NONE')).toEqual([]);
  expect(env.textMap('M')).toEqual({ k: 'v' });
  expect(() => env.done()).not.toThrow();
});

test('collects every problem into one error that names variable and mend', () => {
  const env = new EnvReader({ N: '12', C: 'green', F: 'yes', L: '[""]', L2: 'a,b', M: '{"k":1}' });
  env.text('BUCKET');
  env.integer('N', { least: 1, most: 9, otherwise: 6 });
  env.choice('C', ['red', 'blue'], 'blue');
  env.flag('F');
  env.texts('L');
  env.texts('L2');
  env.textMap('M');
  const error = caught(() => env.done());
  expect(error.problems).toEqual([
    'BUCKET is missing: set it',
    'N is "12": give a whole number from 1 to 9',
    'C is "green": give one of red, blue',
    'F is "yes": give one of true, false',
    'L is "[\\"\\"]": give a JSON array of texts, such as ["app","vpc_*"], none of them empty',
    'L2 is "a,b": give a JSON array of texts, such as ["app","vpc_*"], none of them empty',
    'M is "{\\"k\\":1}": give a JSON object of texts, such as {"team":"core"}',
  ]);
  expect(error.message).toContain('7 problem(s)');
});

function caught(work: () => void): ConfigError {
  try {
    work();
  } catch (error) {
    if (error instanceof ConfigError) return error;
  }
  throw new Error('no ConfigError was thrown');
}
