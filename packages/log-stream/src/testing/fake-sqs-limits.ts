/** One entry of a SendMessageBatch call as it was sent. */
export interface SentMessage {
  body: string;
  /** Text attributes. */
  attributes: Record<string, string>;
  groupId?: string;
  deduplicationId?: string;
}

const most = { entries: 10, bytes: 1024 * 1024 };
const id = /^[A-Za-z0-9!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]{1,128}$/;
const xml = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]+$/u;

/**
 * The limits that a call breaks, each in words.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 */
export function brokenSqsLimits(messages: readonly SentMessage[], fifo: boolean): string[] {
  const broken: string[] = [];
  if (messages.length === 0 || messages.length > most.entries) {
    broken.push(`${messages.length} entries in a call`);
  }
  const bytes = messages.reduce((sum, message) => sum + messageBytes(message), 0);
  if (bytes > most.bytes) broken.push(`${bytes} bytes in a call`);
  for (const [index, message] of messages.entries()) {
    for (const problem of brokenByMessage(message, fifo)) {
      broken.push(`message ${index}: ${problem}`);
    }
  }
  return broken;
}

/** What a message counts against the limits: its body and its attributes. */
export function messageBytes({ body, attributes }: SentMessage): number {
  const texts = Object.entries(attributes).flatMap(([name, value]) => [name, 'String', value]);
  return [body, ...texts].reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function brokenByMessage(message: SentMessage, fifo: boolean): string[] {
  const { body, groupId, deduplicationId } = message;
  const broken: string[] = [];
  if (!xml.test(body)) broken.push('an empty body, or characters that XML does not have');
  if (!fifo) {
    if (groupId !== undefined || deduplicationId !== undefined) broken.push('ids of FIFO queues');
    return broken;
  }
  if (groupId === undefined || !id.test(groupId)) broken.push('no group id, or a bad one');
  if (deduplicationId === undefined || !id.test(deduplicationId)) {
    broken.push('no deduplication id, or a bad one');
  }
  return broken;
}
