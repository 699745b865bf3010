import { memberPath } from '../../../packages/log-stream/src/schema/member-path.ts';
import { needsIdInside, spelledWithoutId, withoutDerivedId } from './log-id.ts';

const id = '0123456789abcdef0123456789abcdef';
const bare = (line: string, key = 'log_id') => {
  const found = withoutDerivedId(Buffer.from(line), memberPath(key));
  return found && { line: found.line.toString(), logId: found.logId };
};

describe('withoutDerivedId', () => {
  test('takes the id off the end', () => {
    expect(bare(`{"a":1,"log_id":"${id}"}`)).toEqual({ line: '{"a":1}', logId: id });
    expect(bare(`{"a": {} ,"id":"${id}"}`, 'id')).toEqual({ line: '{"a": {} }', logId: id });
    expect(bare(`{"a":1,"event":{"id":"${id}"}}`, 'event.id')).toEqual({
      line: '{"a":1}',
      logId: id,
    });
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
  const spelled = (line: string) =>
    spelledWithoutId(Buffer.from(line), memberPath('log_id'))?.toString();
  const expected = '\0{"a":1,"b":[2]}';
  expect(spelled('{"a": 1.0, "log_id": null, "b": [2]}')).toBe(expected);
  expect(spelled(`{"a":1.0,"log_id":"${id}","b":[2]}`)).toBe(expected);
  expect(spelled('no JSON')).toBeUndefined();
});

test('spelledWithoutId leaves out an id inside an object', () => {
  const path = memberPath('event.id');
  const line = Buffer.from(`{"event":{"kind":"x","id":"${id}"}}`);
  expect(spelledWithoutId(line, path)?.toString()).toBe('\0{"event":{"kind":"x"}}');
});

test.each([
  ['{"log_id":""}', 'log_id', true],
  ['{"log_id":null}', 'log_id', true],
  ['{"log_id":"x"}', 'log_id', false],
  ['{"log_id":0}', 'log_id', false],
  ['{"a":"log_id"}', 'log_id', false],
  ['"log_id"', 'log_id', false],
  ['"log_id', 'log_id', false],
  ['{"event":{"kind":"x"}}', 'event.id', true],
  ['{"event":{"id":"x"}}', 'event.id', false],
  ['{"event.id":""}', 'event.id', true],
  ['{"other":1}', 'event.id', false],
])('needsIdInside(%s, %s) is %s', (line, key, inside) => {
  expect(needsIdInside(Buffer.from(line), memberPath(key))).toBe(inside);
});
