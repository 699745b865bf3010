import { createHash, createHmac } from 'node:crypto';
import { ConfigError } from '../config/config-error.ts';
import { createRedactor } from './redact.ts';
import type { RedactRule } from './redact-rule.ts';

const redact = (json: string, ...rules: RedactRule[]) =>
  createRedactor(rules)(Buffer.from(json))?.toString();

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

test.each([
  ['{"a":1,"b":2}', 'a', '{"b":2}'],
  ['{"a":1}', 'a', '{}'],
  ['{"user":{"email":"x","id":1}}', 'user.email', '{"user":{"id":1}}'],
  ['{"user":{"email":"x"}}', 'user', '{}'],
  ['{"user.email":"x","a":1}', 'user.email', '{"a":1}'],
  ['{"user.email":"x","user":{"email":"y"}}', 'user.email', '{"user":{}}'],
  ['{"a":{"b.c":{"d":1}}}', 'a.b.c.d', '{"a":{"b.c":{}}}'],
  ['{"a":[1,2,3]}', 'a.*', '{"a":[]}'],
  ['{"a":[1,2,3]}', 'a.1', '{"a":[1,3]}'],
  ['{"a":[{"b":1},{"c":2},[{"b":3}]]}', 'a.*.b', '{"a":[{},{"c":2},[{"b":3}]]}'],
  ['{"a":{"x":{"b":1},"y":{"b":2}}}', 'a.*.b', '{"a":{"x":{},"y":{}}}'],
  ['{"a":1,"b":{"c":2}}', '*', '{}'],
  ['{"a":1,"b":{"c":2}}', '*.*', '{"a":1,"b":{}}'],
  ['{"__proto__":{"a":1},"b":2}', '__proto__.a', '{"__proto__":{},"b":2}'],
  ['{"constructor":1}', 'constructor', '{}'],
  ['{"会員":{"é":1}}', '会員.é', '{"会員":{}}'],
  ['{"n":1.10,"big":12345678901234567890,"a":1}', 'a', '{"n":1.10,"big":12345678901234567890}'],
])('%s without %s is %s', (json, path, expected) => {
  expect(redact(json, { path, action: 'remove' })).toBe(expected);
});

test.each([
  ['{"a":"text"}', '{"a":"***"}'],
  ['{"a":1.5}', '{"a":"***"}'],
  ['{"a":null}', '{"a":"***"}'],
  ['{"a":{"b":[1]}}', '{"a":"***"}'],
  ['{ "a" : 1 , "b" : 2 }', '{"a":"***","b":2}'],
  ['{"__proto__":1,"a":2}', '{"__proto__":1,"a":"***"}'],
])('%s with a masked is %s', (json, expected) => {
  expect(redact(json, { path: 'a', action: 'mask' })).toBe(expected);
});

test('masks a member named __proto__', () => {
  const rule: RedactRule = { path: '__proto__', action: 'mask' };
  expect(redact('{"__proto__":{"a":1}}', rule)).toBe('{"__proto__":"***"}');
});

test.each([
  ['"alice"', 'alice'],
  ['"\\u00e9"', 'é'],
  ['1.10', '1.10'],
  ['true', 'true'],
  ['null', 'null'],
  ['{ "b" : 1.0 }', '{"b":1.0}'],
])('hashes %s as %j', (value, hashed) => {
  const hashed32 = sha256(hashed);
  expect(redact(`{"a":${value}}`, { path: 'a', action: 'hash' })).toBe(`{"a":"${hashed32}"}`);
});

test('hashes with a key', () => {
  const keyed = createRedactor([{ path: 'a', action: 'hash' }], { hashKey: 'secret' });
  const hash = createHmac('sha256', 'secret').update('alice').digest('hex').slice(0, 32);
  expect(keyed(Buffer.from('{"a":"alice"}'))?.toString()).toBe(`{"a":"${hash}"}`);
});

test('of several rules the outermost counts, then the first', () => {
  const rules: RedactRule[] = [
    { path: 'a.b', action: 'remove' },
    { path: 'a', action: 'mask' },
    { path: 'c', action: 'hash' },
    { path: '*', action: 'remove' },
  ];
  expect(redact('{"a":{"b":1},"c":"x","d":2}', ...rules)).toBe(`{"a":"***","c":"${sha256('x')}"}`);
});

test.each([
  '{"b":1}',
  '{"b": "user.email",\t"c":1.0}',
  '{"user":"email"}',
  '{"user":["email"]}',
  '{"user":{"name":"email"}}',
  '{"email":1,"email":2}',
  '{"b":"\\u0065mail"}',
  '{"user":{"\\u0065mails":1}}',
  '{"n":{"user":{"email":1}}}',
  '{}',
])('%s, which holds no user.email, stays the same bytes', (json) => {
  const bytes = Buffer.from(json);
  expect(createRedactor([{ path: 'user.email', action: 'remove' }])(bytes)).toBe(bytes);
});

test('without rules all events stay the same bytes', () => {
  const bytes = Buffer.from('{"a":1}');
  expect(createRedactor([])(bytes)).toBe(bytes);
});

// JSON.parse keeps the last of repeated keys; the bytes hold them all.
test.each([
  ['{"a":"SECRET","a":1}', 'a', '{"a":"***"}'],
  ['{"a":{"b":"SECRET"},"a":{"c":1}}', 'a.b', '{"a":{"c":1}}'],
  ['{"a":{"b":"SECRET"},"a":1}', 'a.b', '{"a":1}'],
  ['{"x":{"a":[{"b":"SECRET"}],"a":[]}}', 'x.a.*.b', '{"x":{"a":[]}}'],
  ['{"\\u0061":{"b":"SECRET"},"a":{}}', 'a.b', '{"a":{}}'],
  ['{"a":{"\\u0062":"SECRET"},"\\u0061":{}}', 'a.b', '{"a":{}}'],
  ['{"a\\/b":"SECRET","a/b":null}', 'a/b', '{"a/b":"***"}'],
  ['{"a\\/b":"SECRET"}', 'a/b', '{"a/b":"***"}'],
  ['{"a":{"b":"SECRET","b":{"c":1}}}', 'a.b.c', '{"a":{"b":{"c":"***"}}}'],
])('%s: no earlier %s is left', (json, path, expected) => {
  expect(redact(json, { path, action: 'mask' })).toBe(expected);
});

test('gives up, without a throw, on a match in an object nested too deeply to be written', () => {
  const depth = 100_000;
  const deep = `{"a":1,"deep":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  expect(redact(deep, { path: 'a', action: 'mask' })).toBeUndefined();
  expect(redact(deep, { path: 'b', action: 'mask' })).toBe(deep);
  expect(redact(deep, { path: '*.*.b', action: 'mask' })).toBe(deep);
});

test('redacts every element of a large array', () => {
  const json = `{"a":[${Array.from({ length: 200_000 }, (_, at) => at).join()}]}`;
  expect(redact(json, { path: 'a.*', action: 'remove' })).toBe('{"a":[]}');
});

test('names every rule that is wrong, with the mend', () => {
  const rules = [
    { path: '', action: 'mask' },
    { path: 'a..b', action: 'mask' },
    { path: 'user', action: 'drop' },
    { path: '.a' },
    { path: 'fine', action: 'hash' },
  ] as RedactRule[];
  expect(() => createRedactor(rules, { hashKey: '' })).toThrow(
    new ConfigError([
      'redaction rule 1 has no path: give one, such as user.email',
      'redaction rule 2, of "a..b", has nothing between two dots or at an end: give a name or *',
      'redaction rule 3, of "user", has the action "drop": give one of remove, mask, hash',
      'redaction rule 4, of ".a", has nothing between two dots or at an end: give a name or *',
      'redaction rule 4, of ".a", has no action: give one of remove, mask, hash',
      'the key for hashes is empty: give one, or leave it out',
    ]),
  );
});

describe('what a line format has kept whole', () => {
  const line = JSON.stringify({
    message: 'signed in user=bob password=hunter2, hunter22 stays',
    password: 'hunter2',
    stackTrace: ['Error: hunter2', 'at hunter2.js'],
    source: { logGroup: '/aws/hunter2' },
  });

  test('is masked where a masked value stands in it as a whole word', () => {
    const { message, stackTrace, source } = JSON.parse(
      redact(line, { path: 'password', action: 'mask' }) ?? '',
    );
    expect(message).toBe('signed in user=bob password=***, hunter22 stays');
    expect(stackTrace).toEqual(['Error: ***', 'at ***.js']);
    expect(source.logGroup).toBe('/aws/hunter2');
  });

  test('loses a removed value, and one inside of what is removed', () => {
    expect(redact(line, { path: 'password', action: 'remove' })).toContain('password=***,');
    const inner = '{"message":"card 4111","card":{"numbers":[4111]}}';
    expect(redact(inner, { path: 'card', action: 'remove' })).toBe('{"message":"card ***"}');
  });

  test('has the hash where a value is hashed', () => {
    expect(redact(line, { path: 'password', action: 'hash' })).toContain(
      `password=${sha256('hunter2')},`,
    );
  });

  test('keeps values of one or two characters, which mean too many other things', () => {
    const json = '{"message":"retry 1 of 3","retry":1}';
    expect(redact(json, { path: 'retry', action: 'mask' })).toBe(
      '{"message":"retry 1 of 3","retry":"***"}',
    );
  });

  test('is masked whole where there is too much to look for', () => {
    const cards = Array.from({ length: 100_000 }, (_, n) => `card ${n}`);
    const rule: RedactRule = { path: 'cards.*', action: 'remove' };
    expect(redact(JSON.stringify({ message: 'x'.repeat(100_000), cards }), rule)).toBe(
      '{"message":"***","cards":[]}',
    );
    const long = JSON.stringify({ message: 'x', cards: ['y'.repeat(500_000)] });
    expect(redact(long, rule)).toBe('{"message":"***","cards":[]}');
  });

  test.each(['a.b', '(x|y)+', '[z]', 'ends \\', 'c++/d-e', '$& $1'])(
    'takes %j literally',
    (value) => {
      const json = JSON.stringify({ message: `<${value}> axb`, secret: value });
      expect(redact(json, { path: 'secret', action: 'mask' })).toBe(
        '{"message":"<***> axb","secret":"***"}',
      );
    },
  );
});
