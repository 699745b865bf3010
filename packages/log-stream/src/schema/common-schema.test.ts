import type { CloudWatchOrigin } from '../decode/cloudwatch-envelope.ts';
import { createLogGroupTypes } from '../parse/log-group-types.ts';
import { kinesisRecord } from '../testing/factories.ts';
import { createConform, defaultKeys, isReject } from './common-schema.ts';
import { createSchemaCheck } from './json-schemas.ts';
import type { LogEvent } from './log-event.ts';
import { createRedactor } from './redact.ts';

const record = kinesisRecord({ data: '' });
const conform = createConform({ keys: defaultKeys, timeZone: 'UTC', wants: (t) => t !== 'noise' });
const origin: CloudWatchOrigin = {
  account: '123456789012',
  logGroup: '/aws/lambda/api',
  logStream: 'a-stream',
  eventId: '1',
  message: 'a message',
  timestampMs: Date.UTC(2026, 10, 20, 5),
  original: () => Buffer.from('the envelope'),
  envelope: { withOnly: () => Buffer.from('the envelope') },
  index: 0,
  streamChecksum: 7,
  sourceJson: (region) =>
    `{"logGroup":"/aws/lambda/api","logStream":"a-stream","account":"123456789012","region":"${region}"}`,
};

function take(json: string, from?: CloudWatchOrigin) {
  const value = JSON.parse(json);
  const decoded = { value, bytes: Buffer.from(json), record, position: 0, format: 'json' };
  return conform(from === undefined ? decoded : { ...decoded, origin: from });
}

function accepted(json: string, from?: CloudWatchOrigin): LogEvent {
  const answer = take(json, from);
  if (answer === undefined || isReject(answer)) throw new Error(`not accepted: ${json}`);
  return answer;
}

function reasonOf(json: string): string | undefined {
  const answer = take(json);
  return answer !== undefined && isReject(answer) ? answer.reason : undefined;
}

test('an event that has all three members passes with its own bytes', () => {
  const json = '{"log_type":"app","log_id":"a-1","time":"2026-11-20T05:06:07.089Z"}';
  const event = accepted(json);
  expect(event).toMatchObject({ logType: 'app', logId: 'a-1' });
  expect(event.timeMs).toBe(Date.UTC(2026, 10, 20, 5, 6, 7, 89));
  expect(event.bytes).toBe(event.original());
});

test('a missing log_id is derived and written at the end', () => {
  const event = accepted('{"log_type":"app","time":"2026-11-20T05:06:07Z"}');
  expect(event.logId).toMatch(/^[0-9a-f]{32}$/);
  expect(event.bytes.toString()).toBe(
    `{"log_type":"app","time":"2026-11-20T05:06:07Z","log_id":"${event.logId}"}`,
  );
});

test.each(['null', '""'])('log_id %s counts as missing and is replaced', (empty) => {
  const event = accepted(`{"log_id":${empty},"log_type":"app","time":1790000000}`);
  expect(JSON.parse(event.bytes.toString()).log_id).toBe(event.logId);
});

test.each([
  ['17', '17'],
  ['9007199254740993', expect.stringMatching(/^[0-9a-f]{32}$/)],
  ['{"a":1}', expect.stringMatching(/^[0-9a-f]{32}$/)],
])('log_id %s leaves the bytes alone', (id, expected) => {
  const json = `{"log_id":${id},"log_type":"app","time":1790000000}`;
  const event = accepted(json);
  expect(event.logId).toEqual(expected);
  expect(event.bytes.toString()).toBe(json);
});

test.each([
  ['{"time":"2026-11-20T05:06:07Z"}', 'missing_log_type'],
  ['{"log_type":"","time":"2026-11-20T05:06:07Z"}', 'missing_log_type'],
  ['{"log_type":7,"time":"2026-11-20T05:06:07Z"}', 'missing_log_type'],
  ['{"log_type":"app"}', 'missing_time'],
  ['{"log_type":"app","time":null}', 'missing_time'],
  ['{"log_type":"app","time":"10"}', 'bad_time'],
  ['{"log_type":"app","time":{"seconds":1}}', 'bad_time'],
])('%s is rejected as %s', (json, reason) => {
  expect(reasonOf(json)).toBe(reason);
});

test('an unwanted log type is filtered, whatever else is wrong with the event', () => {
  expect(take('{"log_type":"noise","time":"never"}')).toBeUndefined();
});

test('keys of Object.prototype are not taken for members', () => {
  const odd = createConform({
    keys: { logType: 'constructor', logId: 'log_id', time: 'toString' },
    timeZone: 'UTC',
    wants: () => true,
  });
  const answer = odd({ value: {}, bytes: Buffer.from('{}'), record, position: 0, format: 'json' });
  expect(answer).toMatchObject({ reason: 'missing_log_type' });
});

test('what only the CloudWatch envelope knows is added, what the event says stays', () => {
  const event = accepted('{"message":"hi"}', origin);
  expect(JSON.parse(event.bytes.toString())).toEqual({
    message: 'hi',
    log_type: 'lambda',
    log_id: event.logId,
    time: '2026-11-20T05:00:00.000Z',
    source: {
      logGroup: '/aws/lambda/api',
      logStream: 'a-stream',
      account: '123456789012',
      region: record.awsRegion,
    },
  });
  const own = accepted('{"log_type":"app","time":1790000000,"source":"mine"}', origin);
  expect(JSON.parse(own.bytes.toString())).toMatchObject({ log_type: 'app', source: 'mine' });
});

test('a rejected CloudWatch event keeps its envelope', () => {
  const answer = take('{"time":"never"}', origin);
  expect(answer).toMatchObject({ reason: 'bad_time', bytes: Buffer.from('the envelope') });
});

describe('rules of the user', () => {
  const decode = (value: object, from?: CloudWatchOrigin) => ({
    value: { ...value },
    bytes: Buffer.from(JSON.stringify(value)),
    record,
    position: 0,
    format: 'json',
    ...(from && { origin: from }),
  });
  const whole = { log_type: 'app', log_id: '1', time: 1790000000 };

  test('name the log type of a log group', () => {
    const byGroup = createConform({ logTypeOf: createLogGroupTypes({ '/aws/lambda/a*': 'api' }) });
    expect(byGroup(decode({}, origin))).toMatchObject({ logType: 'api' });
    expect(byGroup(decode({}, { ...origin, logGroup: '/aws/lambda/x' }))).toMatchObject({
      logType: 'lambda',
    });
  });

  test('hold events against a schema', async () => {
    const check = await createSchemaCheck({ app: { required: ['user'] } });
    const checked = createConform({ check });
    expect(checked(decode(whole))).toMatchObject({
      reason: 'schema',
      detail: expect.stringContaining('user'),
    });
    expect(checked(decode({ ...whole, user: 'x' }))).toMatchObject({ logType: 'app' });
  });

  test('redact what must not be written', () => {
    const redact = createRedactor([{ path: 'user.email', action: 'mask' }]);
    const answer = createConform({ redact })(
      decode({ ...whole, user: { email: 'a@example.com' } }),
    );
    expect(answer).toMatchObject({ logType: 'app' });
    expect(answer?.bytes.toString()).not.toContain('example.com');
  });

  test('a log id tells nothing of what is redacted', () => {
    const redact = createRedactor([{ path: 'ssn', action: 'mask' }]);
    const eventId = '38491839172948572938475629384756293847562938475629384756';
    const idOf = (ssn: string, message = 'm') => {
      const json = JSON.stringify({ ssn, message });
      const answer = createConform({ redact })({
        ...decode({ ssn, message }),
        origin: { ...origin, eventId, message: json },
      });
      return answer !== undefined && !isReject(answer) ? answer.logId : undefined;
    };
    expect(idOf('123-45-6789')).toMatch(/^\d{56}-[0-9a-f]{8}$/);
    expect(idOf('123-45-6789')).toBe(idOf('987-65-4321'));
    expect(idOf('123-45-6789')).not.toBe(idOf('123-45-6789', 'other'));
  });
});
