import { createConform, defaultKeys, type LogEvent, takeIn } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import fc from 'fast-check';
import { cutEvent } from './cut-event.ts';

const maxBytes = 20_000;
const common = { log_type: 'app', log_id: 'id-1', time: '2026-11-21T05:00:00Z' };

function eventOf(members: object): LogEvent {
  return eventOfText(JSON.stringify({ ...common, ...members }));
}

function eventOfText(json: string): LogEvent {
  const [event] = takeIn([kinesisRecord({ data: json })], createConform()).events;
  if (event === undefined) throw new Error('the event does not conform');
  return event;
}

function cut(event: LogEvent) {
  const bytes = cutEvent(event, maxBytes, defaultKeys);
  if (bytes === undefined) throw new Error('it cannot be cut');
  expect(bytes.length).toBeLessThanOrEqual(maxBytes);
  return { bytes, value: JSON.parse(bytes.toString()) };
}

test('cuts a long message, says so, and keeps the rest', () => {
  const event = eventOf({ level: 'INFO', message: 'x'.repeat(30_000), n: 7, note: 'short' });
  const { bytes, value } = cut(event);
  expect(value).toMatchObject({ ...common, level: 'INFO', n: 7, note: 'short' });
  expect(value.message).toMatch(/^x+$/);
  expect(bytes.length).toBeGreaterThan(maxBytes - 2_200);
  expect(value.truncated).toEqual({ originalBytes: event.bytes.length, members: ['message'] });
});

test('cuts several long texts to one length, and leaves shorter ones alone', () => {
  const texts = { a: 'a'.repeat(15_000), b: { c: ['b'.repeat(12_000)] }, d: 'd'.repeat(2_000) };
  const { value } = cut(eventOf(texts));
  expect(value.a).toHaveLength(value.b.c[0].length);
  expect(value.d).toBe(texts.d);
  expect(value.truncated.members).toEqual(['a', 'b.c.0']);
});

test('keeps every byte that is not cut: large integers, repeated keys, blanks', () => {
  const head = `{"log_type":"app","log_id":"i","time":"2026-11-21T05:00:00Z", "n": 9007199254740993,"k":1,"k":2`;
  const { bytes } = cut(eventOfText(`${head},"message":"${'x'.repeat(30_000)}","last":1e2}`));
  expect(bytes.toString()).toMatch(head);
  expect(bytes.toString()).toMatch(/x","last":1e2,"truncated":\{[^{}]+\}\}$/);
});

test.each([
  ['two bytes', 'é'],
  ['three bytes', '漢'],
  ['four bytes', '😀'],
  ['an escape', '\\"'],
  ['an escape by number', '\\u00e9'],
  ['a pair of escapes', '\\ud83d\\ude00'],
])('never cuts through %s', (_, character) => {
  for (let offset = 0; offset < 12; offset += 1) {
    const message = 'x'.repeat(offset) + character.repeat(30_000);
    const json = JSON.stringify(common).replace('}', `,"message":"${message}"}`);
    const { value } = cut(eventOfText(json));
    const whole = JSON.parse(`"${message}"`);
    expect(whole.startsWith(value.message)).toBe(true);
    expect(value.message.isWellFormed()).toBe(true);
  }
});

test('a member of the same name is not touched', () => {
  const { value } = cut(eventOf({ truncated: true, message: 'x'.repeat(30_000) }));
  expect(value.truncated).toBe(true);
  expect(value.truncated_event.members).toEqual(['message']);
});

test('the common schema is not cut, wherever its keys lead', () => {
  const keys = { logType: 'event.type', logId: 'event.id', time: 'event.time' };
  const json = {
    event: { type: 't'.repeat(1_000), id: 'i'.repeat(1_000), time: common.time },
    texts: Array.from({ length: 40 }, () => 'y'.repeat(900)),
  };
  const record = kinesisRecord({ data: JSON.stringify(json) });
  const [event] = takeIn([record], createConform({ keys })).events;
  if (event === undefined) throw new Error('the event does not conform');
  const value = JSON.parse(cutEvent(event, maxBytes, keys)?.toString() ?? '');
  expect(value.event).toEqual(json.event);
  expect(value.truncated.members).toHaveLength(10);
});

test('an event without long texts keeps the common schema and the beginning of its JSON', () => {
  const event = eventOf({ level: 'WARN', numbers: Array.from({ length: 20_000 }, () => 1) });
  const { bytes, value } = cut(event);
  expect(value).toMatchObject({ ...common, level: 'WARN' });
  expect(event.bytes.toString().startsWith(value.message)).toBe(true);
  expect(value.truncated).toEqual({ originalBytes: event.bytes.length, whole: true });
  expect(bytes.length).toBeGreaterThan(maxBytes / 2);
});

test('is linear in what is nested', () => {
  const deep = (text: string) => `${`{"a":"${text}","b":`.repeat(100_000)}1${'}'.repeat(100_000)}`;
  const json = JSON.stringify(common).replace('}', `,"deep":${deep('xx')}}`);
  const started = performance.now();
  expect(cut(eventOfText(json)).value.truncated.whole).toBe(true);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test('cannot cut what is in the common schema', () => {
  const event = eventOf({ log_type: 't'.repeat(30_000) });
  expect(cutEvent(event, maxBytes, defaultKeys)).toBeUndefined();
});

test('any object is cut to valid JSON that keeps the common schema and marks itself', () => {
  const text = fc.string({ unit: 'binary', maxLength: 8_000, size: 'max' });
  const object = fc.dictionary(
    fc.string({ maxLength: 20 }).filter((key) => !/^(?:log_|time$|source$|truncated)/.test(key)),
    fc.oneof(text, fc.array(text, { maxLength: 3 }), fc.integer(), fc.object()),
  );
  fc.assert(
    fc.property(object, (members) => {
      const event = eventOf({ ...members, message: 'm'.repeat(20_000) });
      const { value } = cut(event);
      expect(value).toMatchObject(common);
      expect(value.truncated.originalBytes).toBe(event.bytes.length);
      const { truncated, ...rest } = value;
      if (truncated.whole !== true) {
        const kept = Object.keys(JSON.parse(event.bytes.toString()));
        expect(Object.keys(rest)).toEqual(kept);
      }
    }),
    { numRuns: 200 },
  );
});
