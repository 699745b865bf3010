import { parseConfig } from './config.ts';

const streamArn = 'arn:aws:kinesis:eu-west-1:123456789012:stream/copy';
const queueUrl = 'https://sqs.eu-west-1.amazonaws.com/123456789012/orders.fifo';
const base = {
  SOURCE_STREAM_ARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs',
  QUARANTINE_BUCKET: 'aside',
};
const parse = (targets: unknown, env: Record<string, string> = {}) =>
  parseConfig({ ...base, TARGETS: JSON.stringify(targets), ...env });

test('needs no more than a target, its source and a bucket for the quarantine', () => {
  expect(parse([{ name: 'copy', stream_arn: streamArn }])).toEqual({
    keys: { logType: 'log_type', logId: 'log_id', time: 'time' },
    targets: [
      {
        kind: 'stream',
        name: 'copy',
        streamArn,
        logTypes: [],
        except: [],
        partitionKey: undefined,
        aggregate: false,
        recordBytes: 1_048_576,
      },
    ],
    quarantine: { bucket: 'aside', prefix: 'quarantine' },
    largeMessages: undefined,
    kmsKeyArn: undefined,
  });
});

test('reads every setting', () => {
  const lists = { log_types: ['app', 'vpc_*'], except: ['app.debug'] };
  const stream = { stream_arn: streamArn, partition_key: 'log_id', aggregate: true };
  const queue = { queue_url: queueUrl, group_id: 'customer.id', large_messages: 's3' };
  const config = parse(
    [
      { name: 'copy', ...lists, ...stream, record_bytes: 10_485_760 },
      { name: 'orders', ...lists, ...queue, record_bytes: 262_144 },
    ],
    { LOG_ID_KEY: 'id', LARGE_MESSAGES_BUCKET: 'large', KMS_KEY_ARN: 'arn:key' },
  );
  const read = { logTypes: ['app', 'vpc_*'], except: ['app.debug'] };
  expect(config.targets).toEqual([
    {
      ...{ kind: 'stream', name: 'copy', ...read, streamArn, partitionKey: 'id' },
      ...{ aggregate: true, recordBytes: 10_485_760 },
    },
    {
      ...{ kind: 'queue', name: 'orders', ...read, queueUrl, fifo: true },
      ...{ groupId: 'customer.id', largeMessages: 's3', recordBytes: 262_144 },
    },
  ]);
  expect(config).toMatchObject({
    largeMessages: { bucket: 'large', prefix: 'large-messages' },
    kmsKeyArn: 'arn:key',
  });
});

test('null says the same as leaving out', () => {
  const given = { partition_key: null, log_types: null, aggregate: null, record_bytes: null };
  const nulls = { ...given, group_id: null, large_messages: null };
  expect(parse([{ name: 'copy', stream_arn: streamArn, ...nulls }]).targets[0]).toEqual(
    parse([{ name: 'copy', stream_arn: streamArn }]).targets[0],
  );
});

test('a target that is the source is refused', () => {
  expect(() => parse([{ name: 'loop', stream_arn: base.SOURCE_STREAM_ARN }])).toThrow(
    'TARGETS has the source as target loop: give another stream',
  );
});

test.each<[string, unknown]>([
  ['is not a JSON array of objects', []],
  ['is not a JSON array of objects', 'copy'],
  ['is not a JSON array of objects', [null]],
  ['wrong name in target 1', [{ stream_arn: streamArn }]],
  ['wrong name', [{ name: 'a b', stream_arn: streamArn }]],
  ['wrong destination in target a', [{ name: 'a' }]],
  ['wrong destination', [{ name: 'a', stream_arn: streamArn, queue_url: queueUrl }]],
  ['wrong stream_arn', [{ name: 'a', stream_arn: 'copy' }]],
  ['wrong queue_url', [{ name: 'a', queue_url: 'orders' }]],
  ['wrong log_types', [{ name: 'a', stream_arn: streamArn, log_types: [''] }]],
  ['wrong log_types', [{ name: 'a', stream_arn: streamArn, log_types: 'app' }]],
  ['wrong except', [{ name: 'a', stream_arn: streamArn, except: [7] }]],
  ['wrong partition_key', [{ name: 'a', stream_arn: streamArn, partition_key: '' }]],
  ['wrong partition_key', [{ name: 'a', queue_url: queueUrl, partition_key: 'x' }]],
  ['wrong group_id', [{ name: 'a', stream_arn: streamArn, group_id: 'x' }]],
  ['wrong group_id', [{ name: 'a', queue_url: queueUrl.replace('.fifo', ''), group_id: 'x' }]],
  ['wrong large_messages', [{ name: 'a', queue_url: queueUrl, large_messages: 'drop' }]],
  ['wrong large_messages', [{ name: 'a', stream_arn: streamArn, large_messages: 's3' }]],
  ['wrong aggregate', [{ name: 'a', stream_arn: streamArn, aggregate: 'yes' }]],
  ['wrong record_bytes', [{ name: 'a', queue_url: queueUrl, record_bytes: 1_048_577 }]],
  ['wrong record_bytes', [{ name: 'a', stream_arn: streamArn, record_bytes: 0 }]],
  [
    'the name a twice',
    [
      { name: 'a', stream_arn: streamArn },
      { name: 'a', queue_url: queueUrl },
    ],
  ],
  [
    'the destination arn:aws:kinesis',
    [
      { name: 'a', stream_arn: streamArn },
      { name: 'b', stream_arn: streamArn },
    ],
  ],
])('says %s', (words, targets) => {
  expect(() => parse(targets)).toThrow(words);
});

test('names every problem in one error', () => {
  const env = {
    TARGETS: '[{"name":"a","queue_url":"q","large_messages":"s3"}]',
    TIME_KEY: 'log_id',
  };
  for (const words of [
    'QUARANTINE_BUCKET is missing',
    'SOURCE_STREAM_ARN is missing',
    'LARGE_MESSAGES_BUCKET is missing',
    'wrong queue_url',
    'name the same key',
  ]) {
    expect(() => parseConfig(env)).toThrow(words);
  }
});
