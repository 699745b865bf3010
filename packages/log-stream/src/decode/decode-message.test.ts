import {
  cloudwatchData,
  cloudwatchEnvelope,
  cloudwatchLogEvent,
  kinesisRecord,
} from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';

const decode = (data: string | Buffer) => decodeBatch([kinesisRecord({ data })]);

test('JSON keeps the text of the message, on one line', () => {
  const messages = [
    '{"a":1.50,"a":12345678901234567890}',
    ' {"b":\r\n 1}\n',
    '{"c":"\u00fc\ud83d\ude00"}',
  ];
  const { events } = decode(cloudwatchData(cloudwatchEnvelope(messages)));
  expect(events.map(({ bytes }) => bytes.toString())).toEqual([
    messages[0],
    '{"b":   1}',
    messages[2],
  ]);
  expect(events[1]?.value).toEqual({ b: 1 });
});

test('other lines become an object with the message, less the newline that ends it', () => {
  const messages = ['two\nlines\n', '[1]', '{"a":', 'ERROR "quoted"\r\n', ''];
  const { events } = decode(cloudwatchData(cloudwatchEnvelope(messages)));
  expect(events.map(({ value }) => value)).toEqual([
    { message: 'two\nlines' },
    { message: '[1]' },
    { message: '{"a":' },
    { level: 'ERROR', message: 'ERROR "quoted"' },
    { message: '' },
  ]);
  for (const { bytes, value } of events) expect(JSON.parse(bytes.toString())).toEqual(value);
});

test('half a surrogate pair survives in JSON and in text', () => {
  const messages = ['{"a":"\ud83d"}', 'cut \ud83d'];
  const { events } = decode(cloudwatchData(cloudwatchEnvelope(messages)));
  for (const { bytes, value } of events) expect(JSON.parse(bytes.toString())).toEqual(value);
  expect(events.map(({ value }) => value)).toEqual([{ a: '\ud83d' }, { message: 'cut \ud83d' }]);
});

test('an object in place of the text is the event, byte for byte', () => {
  const { events, rejects } = decode(
    JSON.stringify(cloudwatchEnvelope(['@', '@', 'text'])).replaceAll(
      '"@"',
      '{"n":12345678901234567890, "n":1.0}',
    ),
  );
  expect(rejects).toEqual([]);
  expect(events.map(({ bytes }) => bytes.toString())).toEqual([
    '{"n":12345678901234567890, "n":1.0}',
    '{"n":12345678901234567890, "n":1.0}',
    '{"message":"text"}',
  ]);
  expect(events[0]?.value).toEqual({ n: 1 });
});

test.each<[message: unknown, text: string]>([
  [5, '5'],
  [true, 'true'],
  [[1, 'a'], '[1,"a"]'],
])('%j in place of the text is taken as text', (message, text) => {
  const logEvents = [{ ...cloudwatchLogEvent(''), message }];
  const envelope = { ...cloudwatchEnvelope([]), logEvents };
  expect(decode(cloudwatchData(envelope)).events).toMatchObject([{ value: { message: text } }]);
});
