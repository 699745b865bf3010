import { typedFields } from './extracted-fields.ts';

test('columns of a flow log, and where it came from', () => {
  expect(
    typedFields({
      '@aws.account': '000456789010',
      '@aws.region': 'eu-west-1',
      account_id: '123456789010',
      accountId: '000456789010',
      srcport: '20641',
      load: '0.75',
      dstaddr: '172.31.16.21',
      action: '-',
      ok: 'true',
      cached: 'false',
    }),
  ).toEqual({
    account: '000456789010',
    region: 'eu-west-1',
    fields: {
      account_id: '123456789010',
      accountId: '000456789010',
      srcport: 20641,
      load: 0.75,
      dstaddr: '172.31.16.21',
      action: null,
      ok: true,
      cached: false,
    },
  });
});

test.each([
  ['007'],
  ['+1'],
  ['-0'],
  ['.5'],
  ['5.'],
  ['1e5'],
  ['0x10'],
  ['12345678901234567890'],
  ['9007199254740993'],
  ['0.12345678901234567'],
  ['NaN'],
  ['True'],
  [' 1'],
  [''],
])('%j stays text', (value) => {
  expect(typedFields({ value })).toEqual({ fields: { value } });
});

test.each([
  ['0', 0],
  ['-1', -1],
  ['0.000', 0],
  ['9007199254740991', 9007199254740991],
  ['null', null],
])('%j is %p', (value, typed) => {
  expect(typedFields({ value })).toEqual({ fields: { value: typed } });
});

test('nothing, names of every kind, and values that are no text', () => {
  expect(typedFields({})).toEqual({ fields: {} });
  const odd: Record<string, unknown> = JSON.parse('{"__proto__":"1","n":5,"o":{"a":"1"},"@x":"1"}');
  expect(JSON.stringify(typedFields(odd))).toBe(
    '{"fields":{"__proto__":1,"n":5,"o":{"a":"1"},"@x":1}}',
  );
});
