import { ConfigError } from '../config/config-error.ts';
import { createLineParser } from './registry.ts';
import { createUserFormat } from './user-format.ts';
import type { UserFormatOptions } from './user-format-options.ts';

const context = { timeZone: 'Europe/Berlin', referenceMs: Date.parse('2026-11-21T05:31:00Z') };

const read = (options: Omit<UserFormatOptions, 'name'>, line: string) =>
  createUserFormat({ name: 'shop', ...options }).parse(line, context);

describe('a line in the format', () => {
  const shop = {
    pattern: String.raw`(?<at>\S+ \S+) \[(?<thread>[^\]]+)\] (?<severity>\w+) (?<status>\S+) (?<ms>\S+) (?<message>.*)`,
    types: { status: 'integer', ms: 'number' },
    level: 'severity',
    time: 'at',
  } as const;

  test('has a member for each group, of its type', () => {
    const line = '2026-11-21 05:43:28,123 [main] warn 200 12.5 took\nlong';
    expect(read(shop, line)).toEqual({
      time: '2026-11-21T04:43:28.123Z',
      thread: 'main',
      level: 'WARN',
      status: 200,
      ms: 12.5,
      message: 'took\nlong',
    });
  });

  test.each([
    ['more before it', 'x\n2026-11-21 05:43:28 [main] warn 200 12.5 took'],
    ['a time that is none', '2026-13-41 05:43:28 [main] warn 200 12.5 took'],
    ['something missing', '2026-11-21 05:43:28 [main] warn 200'],
    ['nothing', ''],
  ])('is not one with %s', (_, line) => {
    expect(read(shop, line)).toBeUndefined();
  });

  test('keeps a level in no known spelling', () => {
    const line = '2026-11-21 05:43:28 [main] odd 200 12.5 took';
    expect(read(shop, line)).toMatchObject({ severity: 'odd' });
    expect(read(shop, line)).not.toHaveProperty('level');
  });
});

test('groups named level and time are what they say, unless they have a type', () => {
  const pattern = String.raw`(?<time>\d+) (?<level>\w+)`;
  expect(read({ pattern }, '1795236208 err')).toEqual({
    time: '2026-11-21T04:43:28.000Z',
    level: 'ERROR',
  });
  expect(read({ pattern, types: { time: 'integer', level: 'text' } }, '1795236208 err')).toEqual({
    time: 1795236208,
    level: 'err',
  });
});

test('a group that took no part in the match is left out', () => {
  const pattern = String.raw`(?:id=(?<id>\d+) )?(?<message>.*)`;
  expect(read({ pattern }, 'hello')).toEqual({ message: 'hello' });
  expect(read({ pattern: '(?<a>x)?' }, '')).toBeUndefined();
});

test('a group may have any name', () => {
  const document = read({ pattern: '(?<__proto__>.*),(?<toString>.*)' }, 'a,b');
  expect(JSON.stringify(document)).toBe('{"__proto__":"a","toString":"b"}');
});

test('a line longer than any message is not tried', () => {
  expect(read({ pattern: '(?<a>.*)' }, 'x'.repeat(2 ** 20))).toBeDefined();
  expect(read({ pattern: '(?<a>.*)' }, 'x'.repeat(2 ** 20 + 1))).toBeUndefined();
});

test('stands among the formats of a parser', () => {
  const shop = createUserFormat({ name: 'shop', pattern: String.raw`#(?<id>\d+)# (?<message>.*)` });
  const parse = createLineParser([shop]);
  expect(parse('#7# hello', context)).toMatchObject({
    format: 'shop',
    json: '{"id":"7","message":"hello"}',
  });
  expect(parse('hello', context)).toMatchObject({ format: 'text' });
});

const exclude = 'let a repeat exclude what follows it, as in [^,]*,';

test.each<[string, unknown, string[]]>([
  ['no name', { pattern: '(?<a>.)' }, ['a format has no name: give it one, such as "shop"']],
  [
    'no pattern',
    { name: 'shop' },
    [String.raw`format "shop" has no pattern: give one, such as (?<level>\w+) (?<message>.*)`],
  ],
  [
    'a pattern that is not valid',
    { name: 'shop', pattern: '(?<a' },
    [
      'format "shop" has a pattern that is no regular expression with the flag u: Invalid capture group name',
    ],
  ],
  [
    'a pattern that could run away',
    { name: 'shop', pattern: '(?<a>(x+x+)+)y' },
    [
      `format "shop" has a pattern that can run away: x+ can match the same text in many ways; ${exclude}`,
    ],
  ],
  [
    'no named group',
    { name: 'shop', pattern: '(.*)' },
    ['format "shop" has a pattern without a named group: name what is kept, as in (?<message>.*)'],
  ],
  [
    'types and roles that do not fit',
    {
      name: 'shop',
      pattern: '(?<at>[0-9]+) (?<time>[0-9]+) (?<a>.*)',
      types: { a: 'int', b: 'text' },
      level: 'c',
      time: 'at',
    },
    [
      'format "shop" gives a the type "int": give one of text, integer, number, boolean, json, time',
      'format "shop" names "b" under types: give one of at, time, a',
      'format "shop" names "c" under level: give one of at, time, a',
      'format "shop" takes at for time, and has a group time too: name that one otherwise',
    ],
  ],
])('%s is a problem of the configuration', (_, options, problems) => {
  expect(() => createUserFormat(options as UserFormatOptions)).toThrow(new ConfigError(problems));
});
