import fc from 'fast-check';
import { addMembers, addMembersToText } from './add-members.ts';

const add = (json: string, members: string) => {
  const fromText = addMembers(json, members).toString();
  expect(addMembers(Buffer.from(json), members).toString()).toBe(fromText);
  expect(addMembersToText(json, members)).toBe(fromText);
  return fromText;
};

test.each([
  ['{"a":1}', '{"a":1,"log_id":"x"}'],
  ['{ "a" : 1 }', '{ "a" : 1 ,"log_id":"x"}'],
  ['{}', '{"log_id":"x"}'],
  ['{  }', '{  "log_id":"x"}'],
  ['{"a":{}}', '{"a":{},"log_id":"x"}'],
  ['{"n":12345678901234567890}', '{"n":12345678901234567890,"log_id":"x"}'],
])('%s becomes %s', (json, expected) => {
  expect(add(json, '"log_id":"x"')).toBe(expected);
});

test('refuses what does not end in a brace', () => {
  expect(() => addMembers('{"a":1} ', '"b":2')).toThrow(TypeError);
  expect(() => addMembers(Buffer.from('{"a":1} '), '"b":2')).toThrow(TypeError);
});

test('any object: the result is that object with the member', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (object, value) => {
      const key = `new ${Object.keys(object).join()}`;
      const json = JSON.stringify(object);
      const added = add(json, `${JSON.stringify(key)}:${JSON.stringify(value)}`);
      expect(JSON.parse(added)).toEqual({
        ...JSON.parse(json),
        [key]: JSON.parse(JSON.stringify(value)),
      });
    }),
  );
});
