import { decodeBatch } from '../decode/decode-batch.ts';
import type { DecodedEvent } from '../decode/decoded-event.ts';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '../testing/factories.ts';
import { createConform, isReject } from './common-schema.ts';
import { createFieldReader, createLogIdReader, createLogTypeReader } from './routing-fields.ts';

function eventOf(data: string | Buffer): DecodedEvent {
  const [event] = decodeBatch([kinesisRecord({ data })]).events;
  if (event === undefined) throw new Error('no event');
  return event;
}
const fromCloudWatch = (message: string) =>
  eventOf(cloudwatchData(cloudwatchEnvelope([message], { logGroup: '/aws/lambda/api' })));

test.each([
  ['{"a":"x"}', 'x'],
  ['{"a":7}', '7'],
  ['{"a":false}', 'false'],
  ['{"a":""}', undefined],
  ['{"a":null}', undefined],
  ['{"a":{}}', undefined],
  ['{"a":12345678901234567890}', undefined], // its digits are lost already
  ['{"b":"x"}', undefined],
])('the field a of %s is %s', (json, text) => {
  expect(createFieldReader('a')(eventOf(json))).toBe(text);
});

test('dots lead into objects, and inherited members are not seen', () => {
  expect(createFieldReader('user.id')(eventOf('{"user":{"id":"7"}}'))).toBe('7');
  expect(createFieldReader('constructor.name')(eventOf('{}'))).toBeUndefined();
});

test('a log type is text under its key', () => {
  expect(createLogTypeReader('type')(eventOf('{"type":"orders"}'))).toBe('orders');
  expect(createLogTypeReader('event.type')(eventOf('{"event":{"type":"a"}}'))).toBe('a');
  expect(createLogTypeReader('type')(eventOf('{"type":7}'))).toBeUndefined();
  expect(createLogTypeReader('type')(eventOf('{"other":"x"}'))).toBeUndefined();
});

test.each(['REPORT RequestId: x', '{"log_type":"orders"}', '{"log_type":7}', '{"log_type":""}'])(
  'log type and log id of %s from CloudWatch are those that conforming gives it',
  (message) => {
    const event = fromCloudWatch(message);
    const conformed = createConform()(event);
    const expected = conformed && !isReject(conformed) ? conformed : undefined;
    expect(createLogTypeReader('log_type')(event)).toBe(expected?.logType);
    if (expected) expect(createLogIdReader('log_id')(event)).toBe(expected.logId);
  },
);

test("a log group's own rule goes before the default", () => {
  expect(createLogTypeReader('log_type', () => 'mine')(fromCloudWatch('text'))).toBe('mine');
});

test.each(['"own"', '7', '-7', '1.5', '1e300', 'true', 'null', '""', '[1]', '{}'])(
  'a log id %s is that which conforming gives the event',
  (json) => {
    const event = fromCloudWatch(`{"log_id":${json}}`);
    const logId = createLogIdReader('log_id')(event);
    expect(createConform()(event)).toMatchObject({ logId });
  },
);

test('a log id that an event lacks is derived', () => {
  const record = kinesisRecord({ data: '{"a":1}\n{"log_id":"own"}\n{"a":1}' });
  const read = () => decodeBatch([record]).events.map(createLogIdReader('log_id'));
  expect(read()).toEqual(read());
  expect(new Set(read()).size).toBe(3);
  expect(read()[1]).toBe('own');
});
