import { InputError } from '../errors.ts';
import { endpointError } from './endpoint-error.ts';

const named = (name: string) => Object.assign(new Error('what it says'), { name });

test.each([
  ['ConnectionError', 'https://a.example cannot be reached: what it says'],
  ['TimeoutError', 'https://a.example cannot be reached: what it says'],
  [
    'CredentialsProviderError',
    'https://a.example wants AWS credentials: what it says: log in, or set AWS_PROFILE or AWS_ACCESS_KEY_ID',
  ],
])('a %s is one line', (name, words) => {
  expect(endpointError(named(name), 'https://a.example')).toEqual(new InputError(words));
});

test('a bug stays as it is', () => {
  for (const error of [new TypeError('x is undefined'), 'text']) {
    expect(endpointError(error, 'https://a.example')).toBe(error);
  }
});
