import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { type Message, ReceiveMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { defaultKeys } from '@logdrive/log-stream';
import {
  type HopContext,
  type HopFunction,
  prefixOf,
  targetRules,
} from '../account/function-hops.ts';
import { readFunctionLog } from '../account/function-log.ts';
import { HopAccount } from '../account/hop-account.ts';
import { inQuarantine, nowhere } from '../account/hop-finders.ts';
import type { Arrival, Hop, SetAside } from '../account/hops.ts';
import type { RunningWorker } from './running-worker.ts';

/** Why an event is among the dead letters: the queue does not tell. */
const dead = 'refused:worker';

export interface WatchedQueue {
  /** The target's name. */
  name: string;
  deadLetterUrl: string;
  worker: RunningWorker;
  sqs: SQSClient;
  s3: S3Client;
}

/**
 * The way through a queue, seen from its end, since reading a queue takes away: what was sent to it is
 * what its worker has handled, and what is among the dead letters.
 */
export function queueHops(func: HopFunction, context: HopContext, queue: WatchedQueue): [Hop, Hop] {
  let last: { delivered: Arrival[]; quarantined: SetAside[] };
  const worker: Hop = {
    account: new HopAccount(
      {
        name: `${queue.name} -> worker`,
        fateOf: ({ fate }) => (fate === 'delivered' || fate === 'filtered' ? 'delivered' : dead),
        givesLogIds: true,
      },
      defaultKeys.logId,
    ),
    find: async () => {
      const delivered = queue.worker
        .newLines()
        .map((bytes) => ({ bytes, place: 'standard output' }));
      last = { delivered, quarantined: await deadLetters(queue) };
      return last;
    },
  };
  const rules = targetRules(func, context, queue.name);
  const readQuarantine =
    func.logTypes.length > 0
      ? inQuarantine(context.bucket, prefixOf(func.locations.quarantine))
      : nowhere;
  const forward: Hop = {
    // The worker gives the ids that events lack.
    account: new HopAccount({ ...rules, givesLogIds: true }, defaultKeys.logId),
    find: async () => ({
      delivered: [
        ...last.delivered,
        ...last.quarantined.map(({ bytes }) => ({ bytes, place: queue.name })),
      ],
      quarantined: await readQuarantine(),
    }),
    readFigures: () => readFunctionLog(context.clients.logs, func.logGroupName, queue.name),
    next: [worker.account],
  };
  return [forward, worker];
}

/** Takes the dead letters that have come; what is read is hidden from the next look for a while. */
async function deadLetters({ sqs, s3, deadLetterUrl }: WatchedQueue): Promise<SetAside[]> {
  const found: SetAside[] = [];
  for (;;) {
    const command = new ReceiveMessageCommand({
      QueueUrl: deadLetterUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 3600,
      MessageAttributeNames: ['All'],
    });
    const { Messages = [] } = await sqs.send(command);
    if (Messages.length === 0) return found;
    for (const message of Messages) found.push({ bytes: await dataOf(message, s3), reason: dead });
  }
}

async function dataOf({ Body = '', MessageAttributes }: Message, s3: S3Client): Promise<Buffer> {
  const body = MessageAttributes?.logdrive_body?.StringValue;
  if (body === 'base64') return Buffer.from(Body, 'base64');
  if (body !== 's3') return Buffer.from(Body);
  const { bucket: Bucket, key: Key } = JSON.parse(Body) as { bucket: string; key: string };
  const object = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await object.Body?.transformToByteArray()) ?? []);
}
