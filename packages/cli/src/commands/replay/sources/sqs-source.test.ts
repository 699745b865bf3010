import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { S3Client } from '@aws-sdk/client-s3';
import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { InputError } from '../../../errors.ts';
import { RecordMaker } from '../../../records/record-maker.ts';
import { setAsideInLine } from '../forms/line.ts';
import { sqsSource } from './sqs-source.ts';

const commandOf = (command: object) => command.constructor.name;

/** The lines of a message, out of a stream of the records 1 to 3. */
async function linesOf(message: Message): Promise<Buffer[]> {
  const batches = [[message]];
  const sqs = { send: async () => ({ Messages: batches.shift() ?? [] }) };
  const records = [1, 2, 3].map((n) => ({
    SequenceNumber: String(n),
    ...{
      PartitionKey: 'p',
      Data: Buffer.from(`record ${n}`),
      ApproximateArrivalTimestamp: new Date(0),
    },
  }));
  const kinesis = {
    send: async (command: object) =>
      commandOf(command) === 'GetRecordsCommand'
        ? { Records: records, MillisBehindLatest: 0 }
        : { ShardIterator: 'i' },
  };
  const s3 = {
    send: async () => ({ Body: { transformToByteArray: async () => Buffer.from('the object') } }),
  };
  const clients = {
    sqs: sqs as unknown as SQSClient,
    kinesis: kinesis as unknown as KinesisClient,
    s3: s3 as unknown as S3Client,
  };
  const lines: Buffer[] = [];
  for await (const container of sqsSource(clients, { queueUrl: 'q', keep: true }).containers()) {
    for await (const line of container.lines()) lines.push(line);
  }
  return lines;
}

const messageOf = (body: unknown, encoding?: string): Message => ({
  ...{ MessageId: 'm', ReceiptHandle: 'h' },
  Body: typeof body === 'string' ? body : JSON.stringify(body),
  ...(encoding && {
    MessageAttributes: { logdrive_body: { DataType: 'String', StringValue: encoding } },
  }),
});
const lost = (first: string, last: string) => ({
  requestContext: { condition: 'RetryAttemptsExhausted' },
  KinesisBatchInfo: {
    ...{ streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/logs', shardId: 'shard' },
    ...{ startSequenceNumber: first, endSequenceNumber: last },
  },
});

test('a batch that Lambda gave up is what its records hold', async () => {
  const [line = Buffer.alloc(0)] = await linesOf(messageOf(lost('1', '2')));
  const entries = setAsideInLine(line, new RecordMaker(() => 0));
  expect(entries).toMatchObject([
    { reason: 'RetryAttemptsExhausted', stream: 'logs', record: { eventID: 'shard:1' } },
    { reason: 'RetryAttemptsExhausted', stream: 'logs', record: { eventID: 'shard:2' } },
  ]);
});

test('a body in an object of its own is read from there', async () => {
  const pointer = { bucket: 'b', key: 'k', bytes: 10 };
  expect((await linesOf(messageOf(pointer, 's3'))).map(String)).toEqual(['the object']);
});

test.each<[string, Message, string]>([
  ['points to nothing', messageOf('x', 's3'), 'message m: its body does not say in what object'],
  [
    'points to no key',
    messageOf({ bucket: 'b', key: 7 }, 's3'),
    'message m: its body does not say',
  ],
  ['ends at no number', messageOf(lost('1', 'abc')), '"abc" is no sequence number'],
  ['begins at no number', messageOf(lost('-1', '2')), '"-1" is no sequence number'],
])('a message that %s is told in a line', async (_, message, words) => {
  const failed = linesOf(message);
  await expect(failed).rejects.toThrow(InputError);
  await expect(failed).rejects.toThrow(words);
});

test('an event that only looks like a lost batch is a dead letter', async () => {
  const { KinesisBatchInfo } = lost('1', '2');
  const body = JSON.stringify({ log_type: 'app', KinesisBatchInfo });
  expect((await linesOf(messageOf(body))).map(String)).toEqual([body]);
});
