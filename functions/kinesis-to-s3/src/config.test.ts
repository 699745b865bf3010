import { parseConfig } from './config.ts';

test('needs no more than a bucket', () => {
  expect(parseConfig({ BUCKET: 'logs' })).toEqual({
    bucket: 'logs',
    prefix: 'logs',
    quarantine: { bucket: 'logs', prefix: 'quarantine' },
    logTypes: [],
    jsonSchemas: {},
    timeZone: 'UTC',
    compression: { kind: 'gzip', level: 6 },
    keys: { logType: 'log_type', logId: 'log_id', time: 'time' },
    objects: { bucketOwnerFullControl: false, tags: {} },
  });
});

test('reads every variable', () => {
  const config = parseConfig({
    BUCKET: 'logs',
    PREFIX: '',
    QUARANTINE_BUCKET: 'aside',
    QUARANTINE_PREFIX: 'q',
    LOG_TYPES: '["app","vpc_*"]',
    TIME_ZONE: 'Asia/Tokyo',
    COMPRESSION: 'zstd',
    COMPRESSION_LEVEL: '10',
    LOG_TYPE_KEY: 'type',
    LOG_ID_KEY: 'id',
    TIME_KEY: '@timestamp',
    KMS_KEY_ARN: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    QUARANTINE_KMS_KEY_ARN: 'arn:aws:kms:eu-west-1:210987654321:key/2',
    BUCKET_OWNER_FULL_CONTROL: 'true',
    OBJECT_TAGS: '{"team":"core"}',
  });
  expect(config).toEqual({
    bucket: 'logs',
    prefix: '',
    kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    quarantine: {
      bucket: 'aside',
      prefix: 'q',
      kmsKeyArn: 'arn:aws:kms:eu-west-1:210987654321:key/2',
    },
    logTypes: ['app', 'vpc_*'],
    timeZone: 'Asia/Tokyo',
    compression: { kind: 'zstd', level: 10 },
    jsonSchemas: {},
    keys: { logType: 'type', logId: 'id', time: '@timestamp' },
    objects: { bucketOwnerFullControl: true, tags: { team: 'core' } },
  });
});

test('names every problem and its mend in one error', () => {
  const env = {
    PREFIX: '/logs',
    LOG_TYPES: 'app',
    TIME_ZONE: 'Mars/Olympus',
    COMPRESSION: 'none',
    COMPRESSION_LEVEL: '3',
    TIME_KEY: 'log_id',
    OBJECT_TAGS: JSON.stringify({ ['k'.repeat(129)]: '' }),
  };
  for (const words of [
    'BUCKET is missing: set it',
    'PREFIX is "/logs": leave out the outer slashes',
    'LOG_TYPES is "app": give a JSON array',
    'TIME_ZONE is "Mars/Olympus": give an IANA name',
    'COMPRESSION_LEVEL is "3": leave it out',
    'LOG_TYPE_KEY, LOG_ID_KEY, TIME_KEY name the same key',
    'give at most 10 tags',
  ]) {
    expect(() => parseConfig(env)).toThrow(words);
  }
});

test.each([
  ['gzip', '10'],
  ['zstd', '0'],
])('%s refuses level %s', (COMPRESSION, COMPRESSION_LEVEL) => {
  const env = { BUCKET: 'logs', COMPRESSION, COMPRESSION_LEVEL };
  expect(() => parseConfig(env)).toThrow('COMPRESSION_LEVEL');
});
