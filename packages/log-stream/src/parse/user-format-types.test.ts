import { type FieldType, readField } from './user-format-types.ts';

const context = { timeZone: 'UTC', referenceMs: 0 };

test.each<[FieldType, string, unknown]>([
  ['text', '', ''],
  ['text', '12', '12'],
  ['integer', '12', 12],
  ['integer', '-007', -7],
  ['integer', '+5', 5],
  ['integer', '-', null],
  ['integer', '1.0', '1.0'],
  ['integer', '', ''],
  ['integer', ' 1', ' 1'],
  ['integer', '9007199254740991', 9007199254740991],
  ['integer', '9007199254740993', '9007199254740993'],
  ['number', '0.5', 0.5],
  ['number', '.5', 0.5],
  ['number', '1.', 1],
  ['number', '-1.5e3', -1500],
  ['number', '1e400', '1e400'],
  ['number', '-', null],
  ['number', '0x10', '0x10'],
  ['number', 'Infinity', 'Infinity'],
  ['number', '1,5', '1,5'],
  ['boolean', 'true', true],
  ['boolean', 'False', false],
  ['boolean', 'yes', 'yes'],
  ['boolean', '', ''],
  ['json', '{"a":[1.5,null]}', { a: [1.5, null] }],
  ['json', '[1,{"b":true}]', [1, { b: true }]],
  ['json', '{"a":NaN}', { a: 'NaN' }],
  ['json', '[12345678901234567890]', ['12345678901234567890']],
  ['json', '12345678901234567890', '12345678901234567890'],
  ['json', 'null', null],
  ['json', ' "a" ', 'a'],
  ['json', '{"a":', '{"a":'],
  ['json', '1,"value":2', '1,"value":2'],
  ['json', '1},{"value":2', '1},{"value":2'],
  ['json', '', ''],
  ['time', '2026-11-21T04:43:28Z', '2026-11-21T04:43:28.000Z'],
  ['time', '10/Oct/2000:13:55:36 -0700', '2000-10-10T20:55:36.000Z'],
  ['time', 'soon', 'soon'],
])('%s of %j is %j', (type, text, value) => {
  expect(readField(type, text, context)).toStrictEqual(value);
});

test('JSON nested too deeply to be written again stays text', () => {
  const deep = (bracket: string, end: string) => bracket.repeat(100_000) + end.repeat(100_000);
  for (const text of [deep('[', ']'), `${deep('{"a":', '}').replace(':}', ':1}')}`]) {
    expect(readField('json', text, context)).toBe(text);
  }
});
