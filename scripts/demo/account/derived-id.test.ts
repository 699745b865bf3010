import { hasEmptyId, spelledWithoutId, withoutDerivedId } from './derived-id.ts';

const id = '0123456789abcdef0123456789abcdef';
const bare = (line: string, key = 'log_id') => {
  const found = withoutDerivedId(Buffer.from(line), key);
  return found && { line: found.line.toString(), logId: found.logId };
};

describe('withoutDerivedId', () => {
  test('takes the id off the end', () => {
    expect(bare(`{"a":1,"log_id":"${id}"}`)).toEqual({ line: '{"a":1}', logId: id });
    expect(bare(`{"a": {} ,"id":"${id}"}`, 'id')).toEqual({ line: '{"a": {} }', logId: id });
  });

  test.each([
    '{"a":1}',
    '{}',
    '',
    `{"log_id":"${id}","a":1}`,
    `{"a":1,"log_id":"${id.toUpperCase()}"}`,
    `{"a":1,"log_id":"${id.slice(1)}"}`,
    `{"a":1,"log_id":"${id}"} `,
    `{"a":1,"other":"${id}"}`,
  ])('leaves %s alone', (line) => {
    expect(bare(line)).toBeUndefined();
  });
});

test('spelledWithoutId is the same for an empty id and for a derived one in its place', () => {
  const spelled = (line: string) => spelledWithoutId(Buffer.from(line), 'log_id')?.toString();
  const expected = '\0{"a":1,"b":[2]}';
  expect(spelled('{"a": 1.0, "log_id": null, "b": [2]}')).toBe(expected);
  expect(spelled(`{"a":1.0,"log_id":"${id}","b":[2]}`)).toBe(expected);
  expect(spelled('no JSON')).toBeUndefined();
});

test.each([
  ['{"log_id":""}', true],
  ['{"log_id":null}', true],
  ['{"log_id":"x"}', false],
  ['{"log_id":0}', false],
  ['{"a":"log_id"}', false],
  ['"log_id"', false],
  ['"log_id', false],
])('hasEmptyId(%s) is %s', (line, empty) => {
  expect(hasEmptyId(Buffer.from(line), 'log_id')).toBe(empty);
});
