import { parseConfig } from './config.ts';

const least = { ENDPOINT: 'https://search.example.com', QUARANTINE_BUCKET: 'aside' };

test('needs no more than an endpoint and a quarantine, in the Region that Lambda names', () => {
  expect(parseConfig({ ...least, AWS_REGION: 'eu-west-1' })).toEqual({
    endpoint: 'https://search.example.com',
    auth: { kind: 'sigv4', service: 'es', region: 'eu-west-1' },
    ca: undefined,
    index: 'logs-{log_type}-{yyyy}.{MM}.{dd}',
    dataStream: false,
    action: 'create',
    onConflict: 'quarantine',
    limits: { bytes: 5_242_880, count: 5000 },
    inFlight: 4,
    gzip: false,
    quarantine: { bucket: 'aside', prefix: 'quarantine' },
    logTypes: [],
    jsonSchemas: {},
    timeZone: 'UTC',
    keys: { logType: 'log_type', logId: 'log_id', time: 'time' },
  });
});

test('reads every variable', () => {
  const config = parseConfig({
    ENDPOINT: 'https://search.example.com:9200/path',
    AUTH: 'basic',
    SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:search-AbCdEf',
    CA_CERTIFICATE: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
    INDEX: 'app-{log_type}',
    ACTION: 'index',
    ON_CONFLICT: 'keep_as_text',
    BULK_BYTES: '1048576',
    BULK_COUNT: '100',
    BULKS_IN_FLIGHT: '2',
    GZIP: 'true',
    QUARANTINE_BUCKET: 'aside',
    QUARANTINE_PREFIX: 'q',
    KMS_KEY_ARN: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    LOG_TYPES: '["app"]',
    TIME_ZONE: 'Asia/Tokyo',
    TIME_KEY: '@timestamp',
  });
  expect(config).toMatchObject({
    endpoint: 'https://search.example.com:9200/path',
    auth: {
      kind: 'basic',
      secretArn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:search-AbCdEf',
    },
    ca: expect.stringContaining('BEGIN CERTIFICATE'),
    index: 'app-{log_type}',
    action: 'index',
    onConflict: 'keep_as_text',
    limits: { bytes: 1_048_576, count: 100 },
    inFlight: 2,
    gzip: true,
    quarantine: {
      bucket: 'aside',
      prefix: 'q',
      kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    },
    logTypes: ['app'],
    timeZone: 'Asia/Tokyo',
    keys: { logType: 'log_type', logId: 'log_id', time: '@timestamp' },
  });
});

test('a data stream has a name without a day', () => {
  const config = parseConfig({ ...least, AUTH: 'none', DATA_STREAM: 'true' });
  expect(config).toMatchObject({ dataStream: true, index: 'logs-{log_type}', action: 'create' });
});

test('serverless collections sign for aoss', () => {
  const config = parseConfig({ ...least, SIGV4_SERVICE: 'aoss', AWS_REGION: 'eu-west-1' });
  expect(config.auth).toEqual({ kind: 'sigv4', service: 'aoss', region: 'eu-west-1' });
});

test('names every problem and its mend in one error', () => {
  const env = {
    ENDPOINT: 'http://search.example.com',
    AUTH: 'basic',
    CA_CERTIFICATE: 'ca.pem',
    INDEX: 'Logs',
    DATA_STREAM: 'true',
    ACTION: 'index',
    ON_CONFLICT: 'drop',
    BULK_BYTES: '10',
    BULKS_IN_FLIGHT: '99',
    TIME_ZONE: 'Mars/Olympus',
  };
  for (const words of [
    'ENDPOINT is "http://search.example.com": give https://host[:port][/path]; http is for loopback',
    'SECRET_ARN is missing',
    'CA_CERTIFICATE is no certificate',
    'INDEX is "Logs": give small letters',
    'ACTION is "index": give create',
    'ON_CONFLICT is "drop": give one of quarantine, keep_as_text',
    'BULK_BYTES is "10": give a whole number from 65536',
    'BULKS_IN_FLIGHT is "99"',
    'QUARANTINE_BUCKET is missing',
    'TIME_ZONE is "Mars/Olympus"',
  ]) {
    expect(() => parseConfig(env)).toThrow(words);
  }
  expect(() => parseConfig({})).toThrow('ENDPOINT is missing');
  expect(() => parseConfig(least)).toThrow('AWS_REGION is missing');
});
