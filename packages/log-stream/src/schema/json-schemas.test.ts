import { ConfigError } from '../config/config-error.ts';
import type { JsonObject } from '../decode/decoded-event.ts';
import { createSchemaCheck } from './json-schemas.ts';

const draft07 = 'http://json-schema.org/draft-07/schema#';
const draft2020 = 'https://json-schema.org/draft/2020-12/schema';

const app = {
  type: 'object',
  required: ['message'],
  properties: {
    message: { type: 'string', minLength: 1 },
    level: { enum: ['INFO', 'ERROR'] },
    version: { const: 2 },
    at: { type: 'string', format: 'date-time' },
    code: { type: 'string', pattern: '^[A-Z]{2}$' },
    tags: { type: 'array', items: { type: 'string' }, uniqueItems: true },
    user: { type: 'object', properties: { age: { type: 'integer', minimum: 0 } } },
    counts: { type: 'object', additionalProperties: { type: 'integer' } },
    only: { type: 'object', properties: { a: {} }, additionalProperties: false },
    either: { anyOf: [{ type: 'string' }, { type: 'object', required: ['id'] }] },
  },
};

test.each<[string, JsonObject, string | undefined]>([
  ['a good event', { message: 'm', level: 'INFO', code: 'AB' }, undefined],
  ['a missing member', {}, "the event must have required property 'message'"],
  ['a member of the wrong type', { message: 1 }, '/message must be string'],
  ['a limit', { message: '' }, '/message must NOT have fewer than 1 characters'],
  ['one of', { message: 'm', level: 'x' }, '/level must be equal to one of the allowed values'],
  ['a constant', { message: 'm', version: 1 }, '/version must be equal to constant'],
  ['a format', { message: 'm', at: 'now' }, '/at must match format "date-time"'],
  ['a good format', { message: 'm', at: '2026-11-21T04:43:28Z' }, undefined],
  ['a pattern', { message: 'm', code: 'ab' }, '/code must match pattern "^[A-Z]{2}$"'],
  ['an element', { message: 'm', tags: ['a', 1] }, '/tags/1 must be string'],
  ['duplicates', { message: 'm', tags: ['a', 'a'] }, '/tags must NOT have duplicate items'],
  ['a nested member', { message: 'm', user: { age: -1 } }, '/user/age must be >= 0'],
  [
    'a name that is payload',
    { message: 'm', counts: { '555-1234': 'x' } },
    '/counts/* must be integer',
  ],
  [
    'a name too many',
    { message: 'm', only: { b: 1 } },
    '/only must NOT have additional properties',
  ],
  [
    'several branches',
    { message: 'm', either: {} },
    "/either must be string; /either must have required property 'id'; /either must match a schema in anyOf",
  ],
])('%s', async (_, value, words) => {
  for (const $schema of [undefined, draft2020, draft07]) {
    const check = await createSchemaCheck({ app: $schema ? { $schema, ...app } : app });
    expect(check('app', value)).toBe(words);
    expect(check('other', value)).toBeUndefined();
  }
});

test('the two drafts differ in what they mean', async () => {
  const check = await createSchemaCheck({
    old: { $schema: draft07, properties: { a: { items: [{ type: 'string' }] } } },
    new: { properties: { a: { prefixItems: [{ type: 'string' }], items: false } } },
    bare: { $schema: 'https://json-schema.org/draft-07/schema', definitions: { a: {} } },
  });
  expect(check('old', { a: [1] })).toBe('/a/0 must be string');
  expect(check('old', { a: ['x', 1] })).toBeUndefined();
  expect(check('new', { a: ['x', 1] })).toBe('/a must NOT have more than 1 items');
  expect(check('bare', { a: 1 })).toBeUndefined();
});

test('a name comes before patterns, an earlier pattern before a later one', async () => {
  const needs = (name: string) => ({ required: [name] });
  const check = await createSchemaCheck({
    '*': needs('a'),
    'app-*': needs('b'),
    'app-x': needs('c'),
  });
  expect(check('app-x', {})).toBe("the event must have required property 'c'");
  expect(check('app-y', {})).toBe("the event must have required property 'a'");
});

test('references inside the schema, and the same $id twice', async () => {
  const schema = {
    $id: 'https://example.com/event',
    $defs: { id: { $anchor: 'id', type: 'integer' } },
    properties: { a: { $ref: '#/$defs/id' }, b: { $ref: '#id' }, c: { $ref: 'event#/$defs/id' } },
  };
  const check = await createSchemaCheck({ one: schema, two: { ...schema } });
  for (const name of ['a', 'b', 'c'])
    expect(check('two', { [name]: 'x' })).toBe(`/${name} must be integer`);
});

test('what a reference has looked at counts as evaluated', async () => {
  const check = await createSchemaCheck({
    app: {
      $defs: { base: { properties: { a: { type: 'integer' } } } },
      $ref: '#/$defs/base',
      properties: { b: {} },
      unevaluatedProperties: false,
    },
  });
  expect(check('app', { a: 1, b: 2 })).toBeUndefined();
  expect(check('app', { a: 1, c: 2 })).toBe('the event must NOT have unevaluated properties');
});

test('members that every object inherits are not there', async () => {
  const check = await createSchemaCheck({
    app: { required: ['constructor'], properties: { toString: { type: 'number' } } },
    strict: { properties: { valueOf: { type: 'number' } } },
  });
  expect(check('app', {})).toBe("the event must have required property 'constructor'");
  expect(check('app', { constructor: 1 })).toBeUndefined();
  expect(check('strict', {})).toBeUndefined();
});

test('without schemas every event is good', async () => {
  const check = await createSchemaCheck({});
  expect(check('app', {})).toBeUndefined();
});

const patternMend = 'let a repeat exclude what follows it, as in [^,]*,';

test.each<[string, unknown, string]>([
  ['text', 'schema', 'is not an object: give a JSON Schema'],
  ['$async', { $async: true }, 'has the keyword $async: leave it out'],
  [
    'an unknown draft',
    { $schema: 'http://json-schema.org/draft-04/schema#' },
    `is of the draft "http://json-schema.org/draft-04/schema#", which is not known: give "${draft2020}" or "${draft07}" as $schema`,
  ],
  [
    'a value that a keyword cannot have',
    { properties: { a: { type: 'text' } } },
    'is not a valid JSON Schema: schema/properties/a/type must be equal to one of the allowed values, schema/properties/a/type must be array, schema/properties/a/type must match a schema in anyOf',
  ],
  [
    'a misspelt keyword',
    { requird: [] },
    'has the keyword "requird", which does not exist: mend or leave it',
  ],
  [
    'an unknown format',
    { properties: { a: { type: 'string', format: 'phone' } } },
    'has the format "phone", which is not known: give one of date-time, date, time, duration, email, hostname, ipv4, ipv6, uuid, uri, uri-reference, uri-template, json-pointer, relative-json-pointer, regex',
  ],
  [
    'a remote reference',
    { properties: { a: { $ref: 'https://example.com/a.json' } } },
    'refers to "https://example.com/a.json", which is not in it: put that under $defs, for nothing is loaded from elsewhere',
  ],
  [
    'a reference to nothing',
    { properties: { a: { $ref: '#/$defs/a' } } },
    'refers to "#/$defs/a", which is not in it: put that under $defs, for nothing is loaded from elsewhere',
  ],
  [
    'a pattern that is not valid',
    { properties: { a: { type: 'string', pattern: '(' } } },
    'has the pattern "(", which is no regular expression with the flag u: Unterminated group',
  ],
  [
    'a pattern that could run away',
    { properties: { a: { type: 'string', pattern: '^(a+)+$' } } },
    `has the pattern "^(a+)+$", which can run away: a+ can match the same text in many ways; ${patternMend}`,
  ],
  [
    'a pattern of names that could run away',
    { patternProperties: { '\\d+x': {} } },
    'has the pattern "\\\\d+x", which can run away: \\d+ is tried from every place in a text; begin the pattern with ^',
  ],
])('%s is a problem of the configuration', async (_, schema, problem) => {
  await expect(createSchemaCheck({ app: schema, good: {} })).rejects.toThrow(
    new ConfigError([`the schema of log type "app" ${problem}`]),
  );
});

test('every schema that is wrong is named', async () => {
  await expect(createSchemaCheck({ '': {}, 'a*': 1, b: { $async: true } })).rejects.toThrow(
    new ConfigError([
      'a schema has no log type: give one, or * for all',
      'the schema of log type "a*" is not an object: give a JSON Schema',
      'the schema of log type "b" has the keyword $async: leave it out',
    ]),
  );
});
