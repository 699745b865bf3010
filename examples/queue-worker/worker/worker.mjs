/**
 * Reads an SQS queue until it is told to stop, hands each log event to `handle`, and deletes the
 * messages that were handled. A message that fails stays: SQS hands it out again when its visibility
 * timeout is over, and after `max_receives` times moves it to the dead letters.
 *
 *     QUEUE_URL=... node worker.mjs
 *
 * LOG_TYPE_KEY, LOG_ID_KEY and TIME_KEY name the members of an event as the stack's `schema` does.
 * Region, credentials and endpoint come from the environment, as for every AWS SDK.
 */
import { S3Client } from '@aws-sdk/client-s3';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { handle } from './handle.mjs';
import { readEvents } from './read-events.mjs';

const { QUEUE_URL } = process.env;
if (!QUEUE_URL) throw new Error('QUEUE_URL is missing: give the URL of the queue to read');

const sqs = new SQSClient();
const s3 = new S3Client();
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());

while (!stop.signal.aborted) {
  const messages = await receive();
  const handled = await handleAll(messages);
  await remove(handled);
}
sqs.destroy();
s3.destroy();

/** Up to ten messages, or none after twenty seconds. */
async function receive() {
  const command = new ReceiveMessageCommand({
    QueueUrl: QUEUE_URL,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 20,
    MessageAttributeNames: ['logdrive_body'],
    MessageSystemAttributeNames: ['MessageGroupId', 'ApproximateReceiveCount'],
  });
  try {
    const { Messages = [] } = await sqs.send(command, { abortSignal: stop.signal });
    return Messages;
  } catch (error) {
    if (stop.signal.aborted) return [];
    throw error;
  }
}

/** The groups of a FIFO queue side by side; the messages of a group one after another. */
async function handleAll(messages) {
  const groups = Map.groupBy(messages, (message) => {
    return message.Attributes?.MessageGroupId ?? message.MessageId;
  });
  return (await Promise.all([...groups.values()].map(handleInOrder))).flat();
}

/** @returns the messages that were handled: those before the first that fails */
async function handleInOrder(messages) {
  const handled = [];
  for (const message of messages) {
    try {
      // All of it is read before any of it is handled: a message fails as a whole.
      for (const event of await readEvents(message, s3)) await handle(event);
      handled.push(message);
    } catch (error) {
      const times = message.Attributes?.ApproximateReceiveCount;
      console.error(`message ${message.MessageId} failed, time ${times}: ${error.message}`);
      break; // what follows in its group must not overtake it
    }
  }
  return handled;
}

async function remove(messages) {
  if (messages.length === 0) return;
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle }));
  const command = new DeleteMessageBatchCommand({ QueueUrl: QUEUE_URL, Entries });
  const { Failed = [] } = await sqs.send(command);
  // They will be handled again: `handle` must bear that.
  for (const { Code } of Failed) console.error(`a handled message could not be deleted: ${Code}`);
}
