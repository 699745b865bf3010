import { ConfigError } from '../config/config-error.ts';
import { type KinesisWriterOptions, settingsOf } from './writer-options.ts';

const mebibyte = 1024 * 1024;
const problemsOf = (options: KinesisWriterOptions): readonly string[] => {
  try {
    settingsOf(options);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

test('defaults to what every stream and endpoint takes', () => {
  expect(settingsOf({ stream: 'logs', aggregation: {} })).toMatchObject({
    callRecords: 500,
    callBytes: 5 * mebibyte,
    recordBytes: mebibyte,
    callsInFlight: 4,
    aggregation: { maxBytes: 51_200, hashSlots: undefined },
  });
});

test.each([
  'app-logs_1.x',
  'arn:aws:kinesis:eu-west-1:123456789012:stream/app-logs',
  'arn:aws-us-gov:kinesis:us-gov-west-1:123456789012:stream/x',
])('takes the stream %s', (stream) => {
  expect(problemsOf({ stream })).toEqual([]);
});

test.each([
  '',
  'a b',
  'arn:aws:kinesis:eu-west-1:123456789012:stream/',
  'arn:aws:sqs:eu-west-1:123456789012:queue',
  'arn:aws:kinesis:eu-west-1:123456789012:stream/x/consumer/y:1',
])('refuses the stream %j', (stream) => {
  expect(problemsOf({ stream })).toHaveLength(1);
});

test('takes the largest limits of the service', () => {
  const largest = { callBytes: 10 * mebibyte, recordBytes: 10 * mebibyte };
  expect(problemsOf({ stream: 'logs', ...largest })).toEqual([]);
});

test('names every option out of range at once', () => {
  const problems = problemsOf({
    stream: 'logs',
    callRecords: 501,
    callBytes: 11 * mebibyte,
    recordBytes: 12 * mebibyte,
    callsInFlight: 0,
    callTimeoutMs: 0.5,
    aggregation: { maxBytes: 1000, hashSlots: 5000 },
  });
  expect(problems).toEqual([
    'callRecords is 501: give a whole number from 1 to 500',
    'callBytes is 11534336: give a whole number from 1 to 10485760',
    'recordBytes is 12582912: give a whole number from 1 to 10485760',
    'callsInFlight is 0: give a whole number from 1 to 64',
    'callTimeoutMs is 0.5: give a whole number from 1 to 300000',
    'aggregation.maxBytes is 1000: give a whole number from 1024 to 12582912',
    'aggregation.hashSlots is 5000: give a whole number from 1 to 4096',
  ]);
});

test('a record is never larger than a call', () => {
  expect(problemsOf({ stream: 'logs', callBytes: mebibyte, recordBytes: mebibyte + 1 })).toEqual([
    'recordBytes is 1048577: give a whole number from 1 to 1048576',
  ]);
});
