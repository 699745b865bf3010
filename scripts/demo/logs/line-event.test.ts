import { defaultKeys } from '@logdrive/log-stream';
import { cloudwatchEnvelope } from '@logdrive/log-stream/testing';
import { isBlank, lineEvent, noLogType } from './line-event.ts';

const now = '2026-11-21T00:00:00.000Z';

function eventOf(line: string | Buffer, keys = defaultKeys) {
  return lineEvent(Buffer.from(line as string), { keys, logType: 'app', now });
}

describe('lineEvent', () => {
  test.each(['{"log_type":"orders","time":"now"}', '{}', '{"n":12345678901234567890,"n":1.0}'])(
    'sends a JSON object as it is: %s',
    (line) => {
      const event = eventOf(line);
      expect(event.form).toBe('json');
      expect(event.bytes.toString()).toBe(line);
    },
  );

  test('sends an object as it is, however deep', () => {
    const line = `${'{"deep":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
    expect(eventOf(line).bytes.toString() === line).toBe(true);
  });

  test('takes the blanks around an object off and says where it begins', () => {
    const event = eventOf('  \t{"a":1} ');
    expect(event.bytes.toString()).toBe('{"a":1}');
    expect(event.start).toBe(3);
  });

  test.each([
    ['{"log_type":"orders"}', 'orders'],
    ['{"log_type":""}', noLogType],
    ['{"log_type":7}', noLogType],
    ['{"name":"orders"}', noLogType],
  ])('finds the log type of %s', (line, logType) => {
    expect(eventOf(line).logType).toBe(logType);
  });

  test('finds the log type inside an object', () => {
    const keys = { ...defaultKeys, logType: 'event.dataset' };
    expect(eventOf('{"event":{"dataset":"web"}}', keys).logType).toBe('web');
  });

  test.each([
    'plain text',
    '[1, 2]',
    '"text"',
    '{"a":NaN}',
    '{"cut":"off',
    '{"a":1} {"b":2}',
    '{"a":1,\r"b":2}',
    '\ufeff{"a":1}',
    JSON.stringify(cloudwatchEnvelope(['an event of its own'])),
  ])('sends any other line as text: %s', (line) => {
    const event = eventOf(line);
    expect(event.form).toBe('text with the time of sending');
    expect(JSON.parse(event.bytes.toString())).toEqual({
      log_type: 'app',
      time: now,
      message: line,
    });
  });

  test('sends text with the time that it begins with, under the names wanted', () => {
    const keys = { logType: 'name', logId: 'id', time: 'timestamp' };
    const event = eventOf('2026-11-20T05:06:07Z started', keys);
    expect(event.form).toBe('text with its own time');
    expect(JSON.parse(event.bytes.toString())).toEqual({
      name: 'app',
      timestamp: '2026-11-20T05:06:07Z',
      message: '2026-11-20T05:06:07Z started',
    });
  });

  test('replaces invalid UTF-8 in text and says so', () => {
    const event = eventOf(Buffer.from('Bj\xf6rk', 'latin1'));
    expect(event.replaced).toBe(true);
    expect(JSON.parse(event.bytes.toString()).message).toBe('Bj\ufffdrk');
    expect(eventOf('Bj\ufffdrk').replaced).toBe(false);
  });

  test('sends JSON as text where asked to', () => {
    const context = { keys: defaultKeys, logType: 'app', now, textOnly: true };
    expect(lineEvent(Buffer.from('{"a":1}'), context).form).toBe('text with the time of sending');
  });
});

test.each([
  ['', true],
  [' \t\r', true],
  [' x ', false],
  ['\u00a0', false],
])('isBlank(%j) is %s', (line, blank) => {
  expect(isBlank(Buffer.from(line))).toBe(blank);
});
