import { kinesisRecord } from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';

/** Events as text, and rejects as `reason: text`, in their order in the record. */
function decode(data: string | Buffer): string[] {
  const { events, rejects } = decodeBatch([kinesisRecord({ data })]);
  return [
    ...events.map(({ bytes, position }) => ({ position, text: bytes.toString() })),
    ...rejects.map(({ bytes, position, reason }) => ({
      position,
      text: `${reason}: ${bytes.toString()}`,
    })),
  ]
    .sort((a, b) => a.position - b.position)
    .map(({ text }) => text);
}

test.each<[what: string, data: string, pieces: string[]]>([
  ['an object', '{"a":1}', ['{"a":1}']],
  ['an object and a newline', '{"a":1}\n', ['{"a":1}']],
  ['blanks around an object', ' \t{"a":1} \r\n', ['{"a":1}']],
  ['lines', '{"a":1}\n{"b":2}\n', ['{"a":1}', '{"b":2}']],
  ['CRLF and blank lines', '\r\n{"a":1}\r\n\r\n  \n{"b":2}\r\n', ['{"a":1}', '{"b":2}']],
  [
    'objects without a newline',
    '{"a":1}{"b":{"c":2}} {"d":3}',
    ['{"a":1}', '{"b":{"c":2}}', '{"d":3}'],
  ],
  ['a carriage return between objects', '{"a":1}\r{"b":2}', ['{"a":1}', '{"b":2}']],
  ['}{ in a string', '{"a":"}{"}', ['{"a":"}{"}']],
  [
    '}{ in a string, and between',
    '{"a":"}{\\"}{"}{"b":"{\\\\"}',
    ['{"a":"}{\\"}{"}', '{"b":"{\\\\"}'],
  ],
  ['both on one line among lines', '{"a":1}{"b":2}\n{"c":3}', ['{"a":1}', '{"b":2}', '{"c":3}']],
  ['printed over lines', '{\n  "a": [\n    1\n  ]\n}\n', ['{   "a": [     1   ] }']],
  ['printed with CRLF', '{\r\n  "a": 1\r\n}', ['{    "a": 1  }']],
  [
    'several printed over lines',
    '{\n"a":1\n}\n{\n"b":2\n}{\n"c":3}',
    ['{ "a":1 }', '{ "b":2 }', '{ "c":3}'],
  ],
  [
    'inner lines that are objects',
    '{\n "a": [\n  {"b":1},\n  {"b":2}\n ]\n}',
    ['{  "a": [   {"b":1},   {"b":2}  ] }'],
  ],
  [
    'printed among lines',
    '{"a":1}\n{\n  "b": 2\n}\n{"c":3}',
    ['{"a":1}', '{   "b": 2 }', '{"c":3}'],
  ],
  ['a byte order mark', '\ufeff{"a":1}\n{"b":2}', ['{"a":1}', '{"b":2}']],
  ['an empty object', '{}', ['{}']],
])('%s', (_, data, pieces) => {
  expect(decode(data)).toEqual(pieces);
});

test.each<[what: string, data: string, pieces: string[]]>([
  ['one bad line', '{"a":1}\nno\n{"b":2}', ['{"a":1}', 'not_json: no', '{"b":2}']],
  [
    'bad lines stand each for itself',
    'x\ny\r\n{"a":1}\n z \n',
    ['not_json: x', 'not_json: y', '{"a":1}', 'not_json:  z '],
  ],
  ['a truncated line', '{"a":1}\n{"b":"c\n{"d":1}', ['{"a":1}', 'not_json: {"b":"c', '{"d":1}']],
  [
    'a line without its end',
    '{"a":[{\n{"b":1}\n{"c":1}',
    ['not_json: {"a":[{', '{"b":1}', '{"c":1}'],
  ],
  ['a truncated last object', '{"a":1}{"b":', ['{"a":1}', 'not_json: {"b":']],
  ['a bad one among }{', '{"a":1}{"b":x}{"c":1}', ['{"a":1}', 'not_json: {"b":x}', '{"c":1}']],
  ['text after an object', '{"a":1} done\n{"b":1}', ['not_json: {"a":1} done', '{"b":1}']],
  ['text before an object', 'INFO {"a":1}\n{"b":1}', ['not_json: INFO {"a":1}', '{"b":1}']],
  ['objects with commas', '{"a":1},{"b":1}\n{"c":1}', ['not_json: {"a":1},{"b":1}', '{"c":1}']],
  [
    'other values among lines',
    '{"a":1}\n[1]\n"s"\n5\nnull\ntrue',
    [
      '{"a":1}',
      'not_object: [1]',
      'not_object: "s"',
      'not_object: 5',
      'not_object: null',
      'not_object: true',
    ],
  ],
  ['text that begins with a bracket', '[main] no\n{"a":1}', ['not_json: [main] no', '{"a":1}']],
  [
    'printed over lines and bad',
    '{\n  "a": NaN\n}\n{"b":1}',
    ['not_json: {\n  "a": NaN\n}', '{"b":1}'],
  ],
  [
    'printed over lines and truncated',
    '{"a":1}\n{\n  "b": {\n    "c": 1\n',
    ['{"a":1}', 'not_json: {\n  "b": {\n    "c": 1'],
  ],
  [
    'an array printed over lines',
    '{"a":1}\n[\n{"b":1},\n{"c":1}\n]',
    ['{"a":1}', 'not_object: [\n{"b":1},\n{"c":1}\n]'],
  ],
])('bad: %s', (_, data, pieces) => {
  expect(decode(data)).toEqual(pieces);
});

test('a line that is not UTF-8 goes alone', () => {
  const data = Buffer.concat([
    Buffer.from('{"a":"ä"}\n{"b":"'),
    Buffer.from([0xff]),
    Buffer.from('"}\n{"c":"\ufffd"}'),
  ]);
  const { events, rejects } = decodeBatch([kinesisRecord({ data })]);
  expect(events.map(({ value }) => value)).toEqual([{ a: 'ä' }, { c: '\ufffd' }]);
  expect(rejects).toMatchObject([{ reason: 'not_json', detail: 'the text is not UTF-8' }]);
  expect(rejects[0]?.bytes.toString('latin1')).toBe('{"b":"\xff"}');
});

test('binary data is one reject, although it has newlines in it', () => {
  const data = Buffer.from('ff0a00010a0a7b7d78', 'hex');
  expect(decodeBatch([kinesisRecord({ data })])).toMatchObject({
    events: [],
    rejects: [{ reason: 'not_json', position: 0, bytes: data }],
  });
});

test('a record that is bad as a whole is kept with its every byte', () => {
  for (const data of ['\ufeffno\r\n', ' [1]\n', '\n\n{"a":\n']) {
    const { rejects } = decodeBatch([kinesisRecord({ data })]);
    expect(rejects.map(({ bytes }) => bytes.toString())).toEqual([data]);
  }
});

test('the detail holds no payload', () => {
  for (const data of ['secret', '{"secret":secret}', '["secret"]', '{"secret"']) {
    const [reject] = decodeBatch([kinesisRecord({ data })]).rejects;
    expect(reject?.detail).not.toContain('secret');
  }
});

describe('text made to be read again and again takes no more than its length', () => {
  const many = 100_000;
  test.each<[what: string, data: string]>([
    ['opening braces, a line each', '{\n'.repeat(many)],
    ['nested, then closed by text', `${'{\n'.repeat(many)}${'}'.repeat(many)}x`],
    ['nested and bad at its heart', `${'[\n'.repeat(many)}x${']\n'.repeat(many)}`],
    ['opening braces in one line', '{'.repeat(many)],
    ['objects in one line', '{}'.repeat(many)],
    ['bad objects in one line', '{x}'.repeat(many)],
    ['open strings', '{"\n'.repeat(many)],
  ])('%s', (_, data) => {
    const started = performance.now();
    const { events, rejects } = decodeBatch([kinesisRecord({ data })]);
    expect(events.length + rejects.length).toBeGreaterThan(0);
    // Seconds are far above the cost, and far below the minutes that the square would take.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
