import { takeIn } from '../delivery/intake.ts';
import { createConform, defaultKeys } from '../schema/common-schema.ts';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '../testing/index.ts';
import { searchable } from './searchable.ts';

const conform = searchable(createConform({ timeZone: 'Asia/Tokyo' }), defaultKeys);

function indexed(...data: (string | Buffer)[]): string[] {
  const { events, rejects } = takeIn(
    data.map((one) => kinesisRecord({ data: one })),
    conform,
  );
  expect(rejects).toEqual([]);
  return events.map(({ bytes }) => bytes.toString());
}

const event = (members: string) => `{"log_type":"app","log_id":"1",${members}}`;

test.each([
  '"time":"2026-11-21T05:00:00Z"',
  '"time":"2026-11-21T14:00:00.123456789+09:00"',
  '"time":1795237200123',
  '"time":"2026-11-21T23:59:59+18:00"',
  '"time":"2026-11-21T00:00:00-17:59"',
  '"time":"2026-11-21T05:00:00Z","message":"text","big":12345678901234567890,"e":1.0',
  '"time":"2026-11-21T05:00:00Z","message":["a","b"],"record":"mine"',
  '"time":"2026-11-21T05:00:00Z","type":"platform.start","record":{"requestId":"1"}',
])('%s keeps its bytes', (members) => {
  expect(indexed(event(members))).toEqual([event(members)]);
});

test.each([
  ['"2026-11-21 14:00:00"', '2026-11-21T05:00:00.000Z'],
  ['"2026-11-21T14:00:00,5"', '2026-11-21T05:00:00.500Z'],
  ['"2026-11-21T14:00:00+0900"', '2026-11-21T05:00:00.000Z'],
  ['1795237200', '2026-11-21T05:00:00.000Z'],
  ['"1795237200.25"', '2026-11-21T05:00:00.250Z'],
  ['"2016-12-31T23:59:60Z"', '2017-01-01T00:00:00.000Z'],
  ['"2026-11-21T24:00:00Z"', '2026-11-22T00:00:00.000Z'],
  ['"2026-11-21T23:00:00+23:00"', '2026-11-21T00:00:00.000Z'],
  ['"2026-11-21T18:01:00+18:01"', '2026-11-21T00:00:00.000Z'],
  ['"Sat, 21 Nov 2026 05:00:00 GMT"', '2026-11-21T05:00:00.000Z'],
])('the time %s becomes %s', (time, iso) => {
  const big = '"big":12345678901234567890';
  expect(indexed(event(`"time":${time},${big}`))).toEqual([event(`"time":"${iso}",${big}`)]);
});

test('a time under a path of its own is found there', () => {
  const keys = { ...defaultKeys, time: 'meta.at' };
  const deep = searchable(createConform({ keys }), keys);
  const record = kinesisRecord({ data: event('"meta":{"at":1795237200}') });
  expect(takeIn([record], deep).events[0]?.bytes.toString()).toBe(
    event('"meta":{"at":"2026-11-21T05:00:00.000Z"}'),
  );
});

test('the text of a fault stands where other platform events have an object', () => {
  const line =
    '2026-11-21T05:30:31.446Z 8f5ac1c6-3f0c-4f3d-9c55-2f2e0ff3c9b1 Task timed out after 3.00 seconds';
  const [text = ''] = indexed(cloudwatchData(cloudwatchEnvelope([line])));
  expect(JSON.parse(text)).toMatchObject({
    type: 'platform.fault',
    record: { message: line },
    log_type: 'lambda',
  });
});

test('a message with objects in it becomes text, its numbers as they were', () => {
  const time = '"time":"2026-11-21T05:00:00Z"';
  expect(indexed(event(`${time},"message":{"id":12345678901234567890}`))).toEqual([
    event(`${time},"message":"{\\"id\\":12345678901234567890}"`),
  ]);
  expect(indexed(event(`${time},"message":["a",{"b":1}]`))).toEqual([
    event(`${time},"message":"[\\"a\\",{\\"b\\":1}]"`),
  ]);
});

test.each([5_000, 100_000])('a message of lists %i deep keeps its bytes', (depth) => {
  const deep = `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const line = event(`"time":"2026-11-21T05:00:00Z","message":${deep}`);
  expect(indexed(line)).toEqual([line]);
});

test('an event too deep to be written anew keeps its bytes', () => {
  const deep = event(`"time":1795237200,"deep":${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  expect(indexed(deep)).toEqual([deep]);
});

test('what is filtered or rejected stays so', () => {
  const answer = searchable(createConform({ wants: () => false }), defaultKeys);
  expect(takeIn([kinesisRecord({ data: event('"time":0') })], answer).filtered).toBe(1);
  const { rejects } = takeIn(
    [kinesisRecord({ data: '{"log_type":"app","time":"soon"}' })],
    conform,
  );
  expect(rejects.map(({ reason }) => reason)).toEqual(['bad_time']);
});
