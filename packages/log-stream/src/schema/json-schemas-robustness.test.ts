import fc from 'fast-check';
import type { JsonObject } from '../decode/decoded-event.ts';
import { createSchemaCheck } from './json-schemas.ts';

const tree = {
  $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
  properties: { next: { $ref: '#/$defs/node' }, list: { $ref: '#/$defs/list' } },
};
const list = { type: 'array', items: { $ref: '#/$defs/list' } };
const recursive = { ...tree, $defs: { ...tree.$defs, list } };

const nested = (before: string, after: string, depth: number) =>
  JSON.parse(`${before.repeat(depth)}1${after.repeat(depth)}`);

test('a value nested 100,000 levels deep breaks a schema that refers to itself', async () => {
  const check = await createSchemaCheck({ app: recursive });
  const words = 'the event is nested too deeply for its schema';
  expect(check('app', { list: nested('[', ']', 100_000) })).toBe(words);
  expect(check('app', nested('{"next":', '}', 100_000))).toBe(words);
  expect(check('app', nested('{"next":', '}', 100))).toMatch(
    /^\/next\/next.*\.\.\. must be object$/,
  );
});

test.each([
  'https://json-schema.org/draft/2020-12/schema',
  'http://json-schema.org/draft-07/schema#',
])(
  'two branches that lead to the same member do not double the time for each level (%s)',
  async ($schema) => {
    const branch = (kind: string) => ({
      properties: { next: { $ref: '#' }, kind: { const: kind } },
    });
    const schema = { $schema, anyOf: [branch('x'), branch('y'), { required: ['end'] }] };
    const check = await createSchemaCheck({ app: schema });
    expect(check('app', { kind: 'y', next: { kind: 'x' } })).toBeUndefined();
    expect(check('app', nested('{"kind":"z","next":', '}', 60))).toBe(
      'the event would take too long to hold against its schema',
    );
    expect(check('app', { end: 1 })).toBeUndefined();
  },
);

test('other schemas do not look into what is nested', async () => {
  const check = await createSchemaCheck({ app: { properties: { list: { type: 'array' } } } });
  expect(check('app', { list: nested('[', ']', 100_000) })).toBeUndefined();
});

test('uniqueItems takes time linear in the items', async () => {
  const check = await createSchemaCheck({ app: { properties: { list: { uniqueItems: true } } } });
  const items = Array.from({ length: 200_000 }, (_, id) => ({ id, name: 'x' }));
  const started = performance.now();
  expect(check('app', { list: items })).toBeUndefined();
  expect(check('app', { list: [...items, { name: 'x', id: 7 }] })).toBe(
    '/list must NOT have duplicate items',
  );
  // Linear work takes a tenth of it; comparing each with each takes minutes.
  expect(performance.now() - started).toBeLessThan(5_000);
});

test.each<[unknown[], boolean]>([
  [[1, '1', true, 'true', null, 'null', [1], ['1'], {}, []], true],
  [
    [
      { a: 1, b: { c: 1, d: 2 } },
      { b: { d: 2, c: 1 }, a: 1 },
    ],
    false,
  ],
  [[{ a: 1 }, { a: 1, b: 1 }], true],
  [
    [
      [1, 2],
      [2, 1],
    ],
    true,
  ],
  [[0, -0], false],
  [['', ''], false],
])('%j is unique: %s', async (items, unique) => {
  const check = await createSchemaCheck({ app: { properties: { list: { uniqueItems: true } } } });
  expect(check('app', { list: items }) === undefined).toBe(unique);
});

const conditional = JSON.parse(
  '{"if":{"type":"string"},"then":{"oneOf":[{"minLength":5},{"maxLength":9}]},"else":false}',
);

/** Each keyword that ajv has words for, on the members of any object. */
const nosy = {
  additionalProperties: {
    allOf: [
      { type: ['string', 'number', 'array', 'object'] },
      { enum: ['allowed', 1] },
      { not: { const: 'x' } },
      { minLength: 3, maxLength: 4, pattern: '^a', format: 'ipv4' },
      { minimum: 3, exclusiveMaximum: 4, multipleOf: 7 },
      { minItems: 1, maxItems: 2, uniqueItems: true, contains: { type: 'number' } },
      { required: ['need'], minProperties: 2, maxProperties: 3, propertyNames: { maxLength: 3 } },
      { dependentRequired: { need: ['more'] }, unevaluatedProperties: false },
      conditional,
    ],
  },
};

test('words hold nothing out of the event, and are short', async () => {
  const branches = nosy.additionalProperties.allOf.map((schema) => ({
    additionalProperties: schema,
  }));
  const schemas = {
    all: nosy,
    any: { anyOf: branches.map((branch) => ({ ...branch, minProperties: 9 })) },
  };
  const each = branches.map((branch, index) => [`branch ${index}`, branch] as const);
  const check = await createSchemaCheck({ ...schemas, ...Object.fromEntries(each) });
  const secret = fc.stringMatching(/^SECRET[a-z]{0,4}$/);
  const member = fc.oneof(
    secret,
    fc.integer({ min: 123_456, max: 234_567 }),
    fc.array(secret, { maxLength: 3 }),
    fc.dictionary(fc.oneof(secret, fc.constant('need')), fc.constant(123_456), { maxKeys: 4 }),
    fc.constant(null),
  );
  const event = fc.dictionary(secret, member, { minKeys: 1, maxKeys: 3 });
  const property = fc.property(event, (value) => {
    for (const logType of ['all', 'any', ...each.map(([name]) => name)]) {
      const words = check(logType, value as JsonObject) ?? '';
      expect(words).not.toMatch(/SECRET|\d{6}/);
      expect(words.length).toBeLessThanOrEqual(400);
    }
  });
  fc.assert(property, { numRuns: 1_000 });
});
