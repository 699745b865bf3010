import { createLogTypeReader, decodeBatch } from '@logdrive/log-stream';
import { cloudwatchEnvelope, kinesisRecord } from '@logdrive/log-stream/testing';
import fc from 'fast-check';
import { createQuickLogTypes } from './quick-log-type.ts';
import { dataOf } from './record-data.ts';

const read = (texts: readonly string[], key = 'log_type') =>
  createQuickLogTypes(key)(dataOf(texts.map((data) => kinesisRecord({ data }))));
const quick = (text: string, key?: string) => read([text], key)[0];

test.each([
  '{"log_type":"app"}',
  '{"log_type" :\t"app","x":[{"y":"}"}]}',
  '{"a":{"b":[1,{"c":"{[\\"}"}]},"log_type":"app"}',
  '{"message":"é 😀","log_type":"app"}',
])('sees it in %s', (text) => {
  expect(quick(text)).toBe('app');
});

test.each([
  ['another object', '{"log_type":"app"}{"x":1}'],
  ['another object after a blank', '{"log_type":"app"} \t{"x":1}'],
  ['another line', '{"log_type":"app"}\n{"x":1}'],
  ['a repeated member', '{"log_type":"app","log_type":"db"}'],
  ['a member spelt with an escape', '{"log_type":"app","log\\u005ftype":"db"}'],
  ['one inside another object', '{"a":{"log_type":"app"}}'],
  ['one inside a string', '{"a":"\\"log_type\\":\\"app\\""}'],
  ['a value of its name', '{"a":"log_type"}'],
  ['a longer name', '{"my_log_type":"app"}'],
  ['an escaped value', '{"log_type":"a\\"pp"}'],
  ['a value beyond ASCII', '{"log_type":"épp"}'],
  ['an empty value', '{"log_type":""}'],
  ['a number', '{"log_type":7}'],
  ['an array around it', '[{"log_type":"app"}]'],
  ['a byte order mark', '\ufeff{"log_type":"app"}'],
  ['a cut end', '{"log_type":"app","x":"'],
  ['one far inside', `{"x":"${'x'.repeat(600)}","log_type":"app"}`],
  [
    'an envelope of CloudWatch Logs',
    JSON.stringify({ log_type: 'app', ...cloudwatchEnvelope([]) }),
  ],
])('leaves %s to the parser', (_, text) => {
  expect(quick(text)).toBeUndefined();
});

test('a key of several parts is left to the parser', () => {
  expect(quick('{"event.type":"app"}', 'event.type')).toBeUndefined();
});

test('its neighbours in the batch make no difference', () => {
  const texts = [
    ...['{"log_type":"app"}', '{"a":1}', '{"log_type":"app}', '{"log_type":"db"}{"x":1}', '', 'x'],
    ...['{"log_type":"app","a":"\\u0041"}', '{"log_type":"db","b":{"c":{}}}', '{"log_type":"}'],
    ...['{"log_type":"app"}\n', '{"log_type":"app","log_type":"db"}', '"log_type":"x"}', '{}'],
  ];
  const neighbours = fc.array(fc.constantFrom(...texts), { maxLength: 8 });
  fc.assert(
    fc.property(neighbours, (batch) => {
      expect(read(batch)).toEqual(batch.map((text) => quick(text)));
    }),
    { numRuns: 3_000 },
  );
});

test('for whatever is JSON, it sees what the parser reads, or nothing', () => {
  const key = fc.constantFrom('log_type', 'a', 'log_typ', '"log_type"', 'log\u005ftype', '{', '}{');
  const value = fc.oneof(fc.constantFrom('app', 'log_type', '}{"log_type":"x"}'), fc.jsonValue());
  const members = fc.array(fc.tuple(key, value), { maxLength: 6 });
  const objects = fc.array(members, { minLength: 1, maxLength: 2 });
  const separator = fc.constantFrom('', ' ', '\n', '\t');
  const readLogType = createLogTypeReader('log_type');
  fc.assert(
    fc.property(objects, separator, (lists, between) => {
      const text = lists
        .map((list) => `{${list.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v)}`)}}`)
        .join(between);
      const seen = quick(text);
      if (seen === undefined) return;
      const { events, rejects } = decodeBatch([kinesisRecord({ data: text })]);
      expect(rejects).toEqual([]);
      expect(events.map(readLogType)).toEqual([seen]);
    }),
    { numRuns: 3_000 },
  );
});
