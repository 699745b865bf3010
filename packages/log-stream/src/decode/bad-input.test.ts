import { gzipSync } from 'node:zlib';
import {
  cloudwatchData,
  cloudwatchEnvelope,
  gzipBomb,
  kinesisRecord,
} from '../testing/factories.ts';
import { decodeBatch } from './decode-batch.ts';

/** What has been seen in the wild, each of which once broke a program of this kind. */
const good = '{"good":1}';
const decode = (data: string | Buffer) => decodeBatch([kinesisRecord({ data })]);
const gzip = gzipSync(good);

test.each<[what: string, data: string | Buffer, reason: string]>([
  ['empty data', '', 'not_json'],
  ['blanks alone', ' \r\n\n', 'not_json'],
  ['one byte', 'x', 'not_json'],
  ['the first byte of gzip', Buffer.from([0x1f]), 'not_json'],
  ['two bytes', '{}'.slice(0, 1).repeat(2), 'not_json'],
  ['the first two bytes of gzip', gzip.subarray(0, 2), 'bad_gzip'],
  ['truncated gzip', gzip.subarray(0, -1), 'bad_gzip'],
  ['gzip of nothing', gzipSync(''), 'not_json'],
  ['gzip of what is no log', gzipSync('no log'), 'not_json'],
  ['gzip that inflates to 200 MiB', gzipBomb(200 * 1024 * 1024), 'inflate_limit'],
  ['gzip three times over', gzipSync(gzipSync(gzip)), 'inflate_limit'],
  ['UTF-16 with its byte order mark', Buffer.from(`\ufeff${good}`, 'utf16le'), 'not_json'],
  ['invalid UTF-8', Buffer.from('7b22ff223a317d', 'hex'), 'not_json'],
  ['an array', `[${good}]`, 'not_object'],
  ['a string', '"text"', 'not_object'],
  ['a number', '5', 'not_object'],
  ['null', 'null', 'not_object'],
  ['NaN', '{"a":NaN}', 'not_json'],
])('%s is refused with all its bytes', (_, data, reason) => {
  const { events, rejects } = decode(data);
  expect(events).toEqual([]);
  expect(rejects).toHaveLength(1);
  expect(rejects[0]?.reason).toBe(reason);
  expect(rejects[0]?.bytes.equals(Buffer.from(data))).toBe(true);
});

test.each<[what: string, data: string | Buffer, texts: string[]]>([
  ['two gzip members', Buffer.concat([gzip, gzip]), [good, good]],
  ['gzip in gzip', gzipSync(gzip), [good]],
  ['a byte order mark', `\ufeff${good}`, [good]],
  ['__proto__', '{"__proto__":{"a":1}}', ['{"__proto__":{"a":1}}']],
  [
    'constructor and numeric keys',
    '{"2":1,"1":2,"constructor":3}',
    ['{"2":1,"1":2,"constructor":3}'],
  ],
  ['repeated keys', '{"a":1,"a":2}', ['{"a":1,"a":2}']],
  ['integers over 2^53', '{"a":9007199254740993}', ['{"a":9007199254740993}']],
  ['a carriage return between tokens', '{"a":1,\r"b":2}', ['{"a":1, "b":2}']],
  ['an escaped one', '{"a":"\\r"}', ['{"a":"\\r"}']],
  ['}{ inside a message', '{"message":"}{"}', ['{"message":"}{"}']],
])('%s is delivered with its own bytes', (_, data, texts) => {
  const { events, rejects } = decode(data);
  expect(rejects).toEqual([]);
  expect(events.map(({ bytes }) => bytes.toString())).toEqual(texts);
});

test('__proto__ changes no object', () => {
  const [event] = decode('{"__proto__":{"polluted":1}}').events;
  expect(Object.keys(event?.value ?? {})).toEqual(['__proto__']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

describe('100,000 levels of nesting pass untouched', () => {
  const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const envelope = JSON.stringify(cloudwatchEnvelope(['@']));
  test.each<[where: string, data: string | Buffer]>([
    ['in a record', deep],
    ['among lines', `${good}\n${deep}`],
    ['after another object', `${good}${deep}`],
    ['in a message', cloudwatchData(cloudwatchEnvelope([deep]))],
    ['as a message', envelope.replace('"@"', deep)],
  ])('%s', (_, data) => {
    const { events, rejects } = decode(data);
    expect(rejects).toEqual([]);
    expect(events.at(-1)?.bytes.toString() === deep).toBe(true);
  });

  test('beside the message', () => {
    const strange = envelope.replace('"message"', `"extra":${deep},"message"`);
    const [event] = decode(strange.replace('"owner"', `"extra":${deep},"owner"`)).events;
    expect(event?.origin?.original().includes(deep)).toBe(true);
  });
});

test('several envelopes in one record', () => {
  const { events } = decode(cloudwatchData(...Array(3).fill(cloudwatchEnvelope(['a', 'b']))));
  expect(events.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
});

test('one bad event among a hundred good ones', () => {
  const lines = Array(100).fill(good);
  const { events, rejects } = decode(gzipSync(lines.toSpliced(50, 0, '{"bad":').join('\n')));
  expect(events).toHaveLength(100);
  expect(rejects).toMatchObject([{ position: 50, bytes: Buffer.from('{"bad":') }]);
});
