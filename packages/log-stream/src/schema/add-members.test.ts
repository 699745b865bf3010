import fc from 'fast-check';
import { addMembers } from './add-members.ts';

const add = (json: string, ...members: [string, unknown][]) =>
  addMembers(Buffer.from(json), members).toString();

test.each([
  ['{"a":1}', '{"a":1,"log_id":"x"}'],
  ['{ "a" : 1 }', '{ "a" : 1 ,"log_id":"x"}'],
  ['{}', '{"log_id":"x"}'],
  ['{  }', '{  "log_id":"x"}'],
  ['{"a":{}}', '{"a":{},"log_id":"x"}'],
  ['{"n":12345678901234567890}', '{"n":12345678901234567890,"log_id":"x"}'],
])('%s becomes %s', (json, expected) => {
  expect(add(json, ['log_id', 'x'])).toBe(expected);
});

test('adds several members, keys and values escaped', () => {
  expect(add('{"a":1}', ['k"', 'v\n'], ['o', { p: [1] }])).toBe(
    '{"a":1,"k\\"":"v\\n","o":{"p":[1]}}',
  );
});

test('without members the very same buffer comes back', () => {
  const json = Buffer.from('{"a":1}');
  expect(addMembers(json, [])).toBe(json);
});

test('refuses what does not end in a brace', () => {
  expect(() => add('{"a":1} ', ['b', 2])).toThrow(TypeError);
});

test('any object: the result is that object with the member', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (object, value) => {
      const key = `new ${Object.keys(object).join()}`;
      const json = JSON.stringify(object);
      expect(JSON.parse(add(json, [key, value]))).toEqual({ ...JSON.parse(json), [key]: value });
    }),
  );
});
