import { readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { DescribeStreamSummaryCommand, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { quarantineLine, ReplayCloud } from '../../../../../scripts/local-cloud/replay-cloud.ts';

let local: ReplayCloud;

beforeAll(async () => {
  local = await ReplayCloud.start();
}, 120_000);

afterAll(() => local?.stop());

test('100,000 entries take bounded memory', async () => {
  const bucket = await local.makeBucket('many');
  const text = Array.from({ length: 20_000 }, (_, n) =>
    quarantineLine(
      { log_type: 'app', time: '2026-11-21T05:00:00Z', text: 'x'.repeat(500) },
      'refused:x',
      n,
    ),
  ).join('\n');
  for (let n = 0; n < 5; n += 1)
    await local.put(bucket, `q/${n}.ndjson.gz`, gzipSync(text, { level: 1 }));
  const env = { ...local.cloud.env, NODE_OPTIONS: '--max-old-space-size=64' };
  const { code, stderr } = await local.replay([`s3://${bucket}/q/`, '--dry-run'], env);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '100000 events would be sent\n' });
  expect(readdirSync(local.dir).filter((name) => name.endsWith('.journal'))).toEqual([]);
}, 120_000);

test("messages of an on-failure destination: records are fetched from the stream, and the dead letter's own sent", async () => {
  const { QueueUrl: url = '' } = await local.sqs.send(
    new CreateQueueCommand({ QueueName: 'failed' }),
  );
  const from = await local.makeStream('failed-from');
  const to = await local.makeStream('failed-to');
  const numbers: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    const data = Buffer.from(JSON.stringify({ log_type: 'app', time: '2026-11-21', n }));
    const command = new PutRecordCommand({ StreamName: from, Data: data, PartitionKey: 'k' });
    numbers.push((await local.clients.kinesis.send(command)).SequenceNumber ?? '');
  }
  const summary = new DescribeStreamSummaryCommand({ StreamName: from });
  const { StreamDescriptionSummary: is } = await local.clients.kinesis.send(summary);
  const info = {
    shardId: 'shardId-000000000000',
    streamArn: is?.StreamARN,
    startSequenceNumber: numbers[1],
    endSequenceNumber: numbers[3],
    batchSize: 3,
  };
  const bodies = [
    { requestContext: { condition: 'RetryAttemptsExhausted' }, KinesisBatchInfo: info },
    { log_type: 'app', time: '2026-11-21', n: 'dead letter' },
  ];
  for (const body of bodies) {
    const command = new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(body) });
    await local.sqs.send(command);
  }
  const done = await local.replay([url, '--to', `stream:${to}`]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  const found = (await local.arrivedIn(to)).map(({ n }) => String(n)).sort();
  expect(found).toEqual(['1', '2', '3', 'dead letter']);
  const { Messages: rest = [] } = await local.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: url }),
  );
  expect(rest).toEqual([]);
}, 60_000);

test.each([
  [
    'a bucket that is not there',
    's3://no-such-bucket/q/',
    'there is no such bucket: check its name',
  ],
  ['an empty prefix', 's3://many/nothing/', 'there are no objects under s3://many/nothing/'],
  [
    'a queue that is not there',
    'ENDPOINT/000000000000/none',
    'there is no such queue: check its URL',
  ],
])(
  '%s is told in a line',
  async (_, source, words) => {
    const { code, stdout, stderr } = await local.replay([
      source.replace('ENDPOINT', local.cloud.endpoint),
      '--to',
      'stream:any',
    ]);
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 1, lines: 1 });
    expect(stderr).toContain(words);
    expect(stdout).toBe('');
  },
  30_000,
);

test('no credentials, and a stream that is not there, are told in a line', async () => {
  const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: __, ...without } = local.cloud.env;
  const env = { ...without, HOME: local.dir, AWS_EC2_METADATA_DISABLED: 'true' };
  const nobody = await local.replay(['s3://many/', '--to', 'stream:any'], env);
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(nobody.stderr).toContain('there are no AWS credentials: set AWS_PROFILE');
  const nowhere = await local.replay(['s3://many/', '--to', 'stream:no-such-stream']);
  expect(nowhere.code).toBe(1);
  expect(nowhere.stderr.trim().split('\n')).toHaveLength(1);
}, 120_000);
