import fc from 'fast-check';
import { createWildcard } from './wildcard.ts';

test.each([
  ['', '', true],
  ['', 'a', false],
  ['a', 'a', true],
  ['a', 'aa', false],
  ['*', '', true],
  ['*', 'anything\nat all', true],
  ['/aws/lambda/*', '/aws/lambda/api', true],
  ['/aws/lambda/*', '/aws/lambda', false],
  ['*-prod', 'api-prod', true],
  ['a*a', 'a', false],
  ['a*a', 'aa', true],
  ['a*b*c', 'aXbYc', true],
  ['a*b*c', 'acb', false],
  ['**', 'a', true],
  ['a.c', 'abc', false],
])('%j and %j: %s', (pattern, text, expected) => {
  expect(createWildcard(pattern)(text)).toBe(expected);
});

test('agrees with the regular expression that means the same', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });
  const property = fc.property(text, text, (pattern, candidate) => {
    const source = pattern.split('*').join('[^]*');
    expect(createWildcard(pattern)(candidate)).toBe(new RegExp(`^${source}$`).test(candidate));
  });
  fc.assert(property, { numRuns: 1_000 });
});
