import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { InputError } from '../../../errors.ts';
import { parseObject, textIn } from '../../../records/json-object.ts';
import { awsError } from './aws-error.ts';
import { refetched } from './batch-of-stream.ts';
import type { Container, Source } from './source.ts';

export interface SqsSourceOptions {
  queueUrl: string;
  /** Whether what has been sent stays in the queue. */
  keep: boolean;
}

/** The queue's, and those for what its messages point to. */
export interface Clients {
  sqs: SQSClient;
  kinesis: KinesisClient;
  s3: S3Client;
}

/** For which a message that is being replayed is hidden from others. */
const hiddenSeconds = 900;

/**
 * The messages of a queue: what Lambda's on-failure destination tells of, and dead letters. Each is
 * received once a run; one of which something is left shows up again when the run ends.
 */
export function sqsSource(clients: Clients, options: SqsSourceOptions): Source {
  const { sqs } = clients;
  const { queueUrl } = options;
  const left: Message[] = [];
  return {
    total: undefined,
    async close() {
      for (const { ReceiptHandle: handle } of left) {
        const at = { QueueUrl: queueUrl, ReceiptHandle: handle };
        await sqs.send(new ChangeMessageVisibilityCommand({ ...at, VisibilityTimeout: 0 }));
      }
    },
    async *containers() {
      const seen = new Set<string>();
      for (;;) {
        const messages = await receive(sqs, queueUrl);
        const fresh = messages.filter(({ MessageId: id = '' }) => !seen.has(id));
        for (const message of fresh) {
          seen.add(message.MessageId ?? '');
          yield containerOf(clients, message, options, left);
        }
        if (fresh.length === 0) return;
      }
    },
  };
}

async function receive(sqs: SQSClient, queueUrl: string): Promise<Message[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 2,
    VisibilityTimeout: hiddenSeconds,
    MessageAttributeNames: ['All'],
  });
  const { Messages: messages = [] } = await sqs.send(command).catch((error) => {
    throw awsError(queueUrl, error);
  });
  return messages;
}

function containerOf(
  { sqs, kinesis, s3 }: Clients,
  message: Message,
  { queueUrl, keep }: SqsSourceOptions,
  left: Message[],
): Container {
  const { MessageId: id = '', ReceiptHandle: handle } = message;
  const name = `message ${id}`;
  return {
    name,
    key: name,
    async *lines() {
      const body = await bodyOf(message, s3);
      const document = parseObject(body.toString());
      const whole = document && (await refetched(kinesis, document));
      yield whole === undefined ? body : Buffer.from(JSON.stringify(whole));
    },
    async finish() {
      const command = new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle: handle });
      if (keep) left.push(message);
      else await sqs.send(command);
    },
    leave() {
      left.push(message);
    },
  };
}

/**
 * kinesis-forward says in an attribute where a body is base64, or in an object of its own.
 *
 * @throws InputError when that object cannot be read
 */
async function bodyOf(message: Message, s3: S3Client): Promise<Buffer> {
  const { MessageId: id, Body: body = '', MessageAttributes: attributes = {} } = message;
  const encoding = attributes.logdrive_body?.StringValue;
  if (encoding !== 's3') return Buffer.from(body, encoding === 'base64' ? 'base64' : 'utf8');
  const pointer = parseObject(body) ?? {};
  const [bucket, key] = [textIn(pointer, 'bucket'), textIn(pointer, 'key')];
  if (!bucket || !key) {
    throw new InputError(`message ${id}: its body does not say in what object its data is`);
  }
  const object = await s3
    .send(new GetObjectCommand({ Bucket: bucket, Key: key }))
    .catch((error) => {
      throw awsError(`s3://${bucket}/${key}`, error);
    });
  return Buffer.from((await object.Body?.transformToByteArray()) ?? []);
}
