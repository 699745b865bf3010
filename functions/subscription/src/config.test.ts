import { parseConfig } from './config.ts';

const required = {
  TARGET_STREAM_ARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs',
  QUARANTINE_BUCKET: 'aside',
};

test('needs no more than a stream and a bucket', () => {
  expect(parseConfig(required)).toEqual({
    targetStreamArn: required.TARGET_STREAM_ARN,
    recordBytes: 1_048_576,
    aggregateSlots: undefined,
    largeEvents: { how: 'cut' },
    quarantine: { bucket: 'aside', prefix: 'quarantine' },
    kmsKeyArn: undefined,
    keys: { logType: 'log_type', logId: 'log_id', time: 'time' },
    logTypes: [],
    jsonSchemas: {},
    timeZone: 'UTC',
    transform: { decode: {}, schema: { logTypeOf: expect.any(Function) } },
  });
});

test('reads every variable', () => {
  const config = parseConfig({
    ...required,
    QUARANTINE_PREFIX: 'q',
    AGGREGATE: 'true',
    AGGREGATE_SLOTS: '16',
    RECORD_BYTES: '10485760',
    LARGE_EVENTS: 's3',
    LARGE_EVENTS_BUCKET: 'large',
    LARGE_EVENTS_PREFIX: 'whole',
    KMS_KEY_ARN: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    LOG_TYPES: '["app"]',
    TIME_ZONE: 'Asia/Tokyo',
    LOG_TYPE_KEY: 'type',
    LINE_FORMATS: '["-logfmt","*"]',
    LOG_GROUP_TYPES: '{"/app/*":"app"}',
    REDACT: '[{"path":"user.email","action":"mask"}]',
  });
  expect(config).toMatchObject({
    recordBytes: 10_485_760,
    aggregateSlots: 16,
    largeEvents: { how: 's3', bucket: 'large', prefix: 'whole' },
    quarantine: { bucket: 'aside', prefix: 'q' },
    kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    logTypes: ['app'],
    timeZone: 'Asia/Tokyo',
    keys: { logType: 'type' },
    transform: {
      decode: { parseLine: expect.any(Function) },
      schema: { redact: expect.any(Function) },
    },
  });
  expect(config.transform.schema.logTypeOf?.('/app/web')).toBe('app');
});

test('names every problem and its mend in one error', () => {
  const env = {
    TARGET_STREAM_ARN: 'logs',
    AGGREGATE: 'yes',
    AGGREGATE_SLOTS: '0',
    RECORD_BYTES: '1000',
    LARGE_EVENTS: 's3',
    LARGE_EVENTS_PREFIX: '/large',
    LOG_GROUP_TYPES: '[]',
  };
  for (const words of [
    'TARGET_STREAM_ARN is "logs": give the ARN of a Kinesis data stream',
    'AGGREGATE is "yes": give one of true, false',
    'AGGREGATE_SLOTS is "0": give a whole number from 1 to 4096',
    'RECORD_BYTES is "1000": give a whole number from 16384 to 10485760',
    'LARGE_EVENTS_BUCKET is missing: set it',
    'LARGE_EVENTS_PREFIX is "/large": leave out the outer slashes',
    'QUARANTINE_BUCKET is missing: set it',
    'LOG_GROUP_TYPES',
  ]) {
    expect(() => parseConfig(env)).toThrow(words);
  }
});
