import { memberPath, readMember, setMember } from './member-path.ts';
import { setMembers } from './set-members.ts';

const set = (json: string, ...members: [string, unknown][]) => {
  const assignments = members.map(
    ([name, value]) => [memberPath(name), JSON.stringify(value)] as const,
  );
  const fromText = setMembers(json, JSON.parse(json), assignments)?.toString();
  const fromBytes = setMembers(Buffer.from(json), JSON.parse(json), assignments)?.toString();
  expect(fromText).toBe(fromBytes);
  return fromBytes;
};

test.each([
  ['{"a":1}', 'log_id', '{"a":1,"log_id":"x"}'],
  ['{"log_id":null,"a":1}', 'log_id', '{"log_id":"x","a":1}'],
  ['{"a":{"log_id":""},"log_id":""}', 'log_id', '{"a":{"log_id":""},"log_id":"x"}'],
  [
    '{"log_id":"","n":12345678901234567890,"f":1.10}',
    'log_id',
    '{"log_id":"x","n":12345678901234567890,"f":1.10}',
  ],
  ['{"a":1}', 'meta.id', '{"a":1,"meta":{"id":"x"}}'],
  ['{"meta":{"b":1.0}}', 'meta.id', '{"meta":{"b":1.0,"id":"x"}}'],
  ['{"meta":{"id":null}}', 'meta.id', '{"meta":{"id":"x"}}'],
  ['{"meta.id":null}', 'meta.id', '{"meta.id":"x"}'],
  ['{"meta":"text"}', 'meta.id', '{"meta":"text","meta.id":"x"}'],
  ['{"meta":7}', 'meta.id', '{"meta":7,"meta.id":"x"}'],
  ['{"meta":{"a":1.50}}', 'meta.a.id', '{"meta":{"a":1.50},"meta.a.id":"x"}'],
  ['{"a":1}', '__proto__', '{"a":1,"__proto__":"x"}'],
])('%s with %s is %s', (json, name, expected) => {
  expect(set(json, [name, 'x'])).toBe(expected);
});

test('several at once, also into the same new object', () => {
  expect(set('{"a":1}', ['b', 2], ['c', 3])).toBe('{"a":1,"b":2,"c":3}');
  expect(set('{"a":1}', ['m.b', 2], ['m.c', 3])).toBe('{"a":1,"m":{"b":2,"c":3}}');
});

test('gives up, without a throw, on an object nested too deeply to be written', () => {
  const depth = 100_000;
  const deep = `{"log_id":"","deep":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  expect(set(deep, ['log_id', 'x'])).toBeUndefined();
  expect(set(deep, ['other', 'x'])).toHaveLength(deep.length + ',"other":"x"'.length);
});

test('what is set can be read', () => {
  for (const object of [{}, { a: 1 }, { a: { b: {} } }, { a: { b: { c: 0 } } }, { 'a.b.c': 0 }]) {
    setMember(object, memberPath('a.b.c'), 'x');
    expect(readMember(object, memberPath('a.b.c'))).toBe('x');
  }
});

test('members of a prototype are not read', () => {
  expect(readMember({}, memberPath('constructor'))).toBeUndefined();
  expect(readMember({ a: {} }, memberPath('a.toString'))).toBeUndefined();
});
