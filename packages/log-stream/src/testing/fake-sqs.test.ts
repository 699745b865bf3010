import { hash } from 'node:crypto';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { FakeSqs } from './fake-sqs.ts';

let fake: FakeSqs;
let client: SQSClient;

async function start(fifo: boolean, messageBytes = 1024 * 1024) {
  fake = await FakeSqs.start({ fifo, messageBytes });
  client = new SQSClient({
    endpoint: fake.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}
afterEach(async () => {
  client.destroy();
  await fake.close();
});

type Entry = { MessageBody: string; MessageGroupId?: string; MessageDeduplicationId?: string };
const send = (...entries: Entry[]) =>
  client.send(
    new SendMessageBatchCommand({
      QueueUrl: fake.queueUrl,
      Entries: entries.map((entry, index) => ({ ...entry, Id: `${index}` })),
    }),
  );

test('takes messages, and answers for each', async () => {
  await start(false);
  fake.entrySchedule = ({ body }) =>
    body === 'b' ? { code: 'InternalError', senderFault: false } : undefined;
  const { Successful, Failed } = await send({ MessageBody: 'a' }, { MessageBody: 'b' });
  expect(Successful).toMatchObject([{ Id: '0', MD5OfMessageBody: hash('md5', 'a') }]);
  expect(Failed).toMatchObject([{ Id: '1', Code: 'InternalError', SenderFault: false }]);
  expect(fake.accepted).toEqual([{ body: 'a', attributes: {}, hidden: false }]);
});

test("what is larger than the queue's own limit fails alone", async () => {
  await start(false, 1024);
  const { Successful, Failed } = await send(
    { MessageBody: 'a'.repeat(1024) },
    { MessageBody: 'b'.repeat(1025) },
  );
  expect(Successful).toMatchObject([{ Id: '0' }]);
  expect(Failed).toMatchObject([{ Id: '1', Code: 'InvalidParameterValue', SenderFault: true }]);
  expect(fake.accepted).toHaveLength(1);
});

test('a call whose answer is hidden has taken effect', async () => {
  await start(false);
  fake.fail('hidden');
  await expect(send({ MessageBody: 'a' })).rejects.toThrow();
  expect(fake.accepted).toMatchObject([{ body: 'a', hidden: true }]);
});

test('a FIFO queue keeps a repeated message once', async () => {
  await start(true);
  const message = { MessageBody: 'a', MessageGroupId: 'g', MessageDeduplicationId: 'd' };
  await send(message, message);
  expect((await send(message)).Successful).toHaveLength(1);
  expect(fake.accepted).toHaveLength(1);
});

test.each<[string, boolean, Entry[]]>([
  ['eleven messages', false, Array.from({ length: 11 }, () => ({ MessageBody: 'a' }))],
  ['more than 1 MiB', false, [{ MessageBody: 'a'.repeat(1024 * 1024 + 1) }]],
  ['a character that XML has not', false, [{ MessageBody: 'a\u0001' }]],
  ['no group in a FIFO queue', true, [{ MessageBody: 'a', MessageDeduplicationId: 'd' }]],
])('%s is a broken limit', async (_, fifo, entries) => {
  await start(fifo);
  await expect(send(...entries)).rejects.toThrow('on purpose');
  expect(() => fake.accepted).toThrow('limits of SQS');
});
