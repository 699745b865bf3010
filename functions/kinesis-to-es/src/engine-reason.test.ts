import { engineReason, engineType } from './engine-reason.ts';

test.each([
  [
    `failed to parse field [n] of type [long] in document with id 'SECRET'. Preview of field's value: 'SECRET'`,
    'failed to parse field [n] of type [long]',
  ],
  [
    `[1:34] failed to parse field [a.b] of type [date] in document with id 'x'. Preview of field's value: '{a=[SECRET]}'`,
    '[1:34] failed to parse field [a.b] of type [date]',
  ],
  [
    'object mapping for [user] tried to parse field [user] as object, but found a concrete value',
    'object mapping for [user] tried to parse field [user] as object, but found a concrete value',
  ],
  [
    'mapping set to strict, dynamic introduction of [extra] within [_doc] is not allowed',
    'mapping set to strict, dynamic introduction of [extra] within [_doc] is not allowed',
  ],
  [
    'mapper [n] cannot be changed from type [long] to [text]',
    'mapper [n] cannot be changed from type [long] to [text]',
  ],
  [
    'Limit of total fields [1000] has been exceeded',
    'Limit of total fields [1000] has been exceeded',
  ],
  [
    `Document contains at least one immense term in field="raw" (whose UTF8 encoding is longer than the max length 32766), all of which were skipped. Please correct the analyzer to not produce such terms. The prefix of the first immense term is: '[83, 69, 67]...', original message: SECRET`,
    'Document contains at least one immense term in field="…" (whose UTF8 encoding is longer than the max length 32766), all of which were skipped. Please correct the analyzer to not produce such terms.',
  ],
  [
    'failed to parse date field [SECRET] with format [strict_date_optional_time||epoch_millis]',
    'failed to parse date field […]',
  ],
  [
    `[1:6] failed to parse: [1:11] Duplicate field 'x'\n at [Source: (byte[])"{\\"x\\":1,\\"x\\":\\"SECRET\\"}"; line: 1, column: 11]`,
    "[1:6] failed to parse: [1:11] Duplicate field '…'",
  ],
  [
    'Could not dynamically add mapping for field [n.x]. Existing mapping for [n] must be of type object but found [long].',
    'Could not dynamically add mapping for field [n.x]. Existing mapping for [n] must be of type object but found [long].',
  ],
  [
    'failed to parse: data stream timestamp field [@timestamp] is missing',
    'failed to parse: data stream timestamp field [@timestamp] is missing',
  ],
  ['For input string: "SECRET"', 'For input string: "…"'],
  [`For input string: "it's SECRET" and "more"`, 'For input string: "…"'],
  [`'SECRET' is not an IP string literal.`, `'…' is not an IP string literal.`],
  [
    'Failed to parse value [SECRET] as only [true] or [false] are allowed.',
    'Failed to parse value […] are allowed.',
  ],
  ['Failed to parse value [SECRET', 'Failed to parse value […]'],
  ['Value [SE]CRET] is out of range', 'Value […] is out of range'],
  [
    'Numeric value (99999999999) out of range of int (-2147483648 - 2147483647)',
    'Numeric value (…)',
  ],
  [
    'index [logs-a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];',
    'index [logs-a] blocked by: [TOO_MANY_REQUESTS/12/disk usage exceeded flood-stage watermark, index has read-only-allow-delete block];',
  ],
  [
    'Validation Failed: 1: this action would add [2] total shards, but this cluster currently has [1000]/[1000] maximum shards open;',
    'Validation Failed: 1: this action would add [2] total shards, but this cluster currently has [1000]/[1000] maximum shards open;',
  ],
])('%s', (reason, kept) => {
  expect(engineReason(reason)).toBe(kept);
});

test('is at most 300 characters', () => {
  expect(engineReason('x'.repeat(5_000))).toHaveLength(300);
});

test.each([
  ['mapper_parsing_exception', 'mapper_parsing_exception'],
  [undefined, 'unknown'],
  [5, 'unknown'],
  ['two words', 'unknown'],
  ['x'.repeat(81), 'unknown'],
])('%p has the type %s', (type, name) => {
  expect(engineType(type)).toBe(name);
});
