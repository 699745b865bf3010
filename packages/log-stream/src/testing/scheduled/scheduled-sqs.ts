import { hash } from 'node:crypto';
import { brokenSqsLimits } from '../fake-sqs-limits.ts';
import type { Life } from '../lambda-service.ts';
import {
  bodyText,
  type Caller,
  type ScheduledService,
  type SdkRequest,
  type SdkResponse,
} from './http-handler.ts';
import type { EntryFaultOf } from './scheduled-calls.ts';
import type { EntryObserver } from './scheduled-kinesis.ts';

interface SentEntry {
  Id: string;
  MessageBody: string;
  MessageAttributes?: Record<string, { StringValue?: string }>;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
}

/** SendMessageBatch, with the limits of the service; FIFO queues keep one message of an id. */
export class ScheduledSqs implements ScheduledService {
  readonly name = 'sqs';
  readonly #observer: EntryObserver;
  readonly #deduplicationIds = new Set<string>();

  constructor(observer: EntryObserver) {
    this.#observer = observer;
  }

  describe(request: SdkRequest): string {
    const { entries, queue } = callOf(request);
    return `SendMessageBatch of ${entries.length} to ${queue}`;
  }

  apply(request: SdkRequest, entryFault: EntryFaultOf, caller: Caller): SdkResponse {
    const { entries, queue } = callOf(request);
    const broken = brokenSqsLimits(entries.map(messageOf), queue.endsWith('.fifo'));
    if (broken.length > 0) throw new Error(`limits of SQS were broken: ${broken.join('; ')}`);
    const Successful: object[] = [];
    const Failed: object[] = [];
    entries.forEach((entry, index) => {
      const fault = entryFault(index);
      if (fault !== undefined) {
        const Code = fault === 'throttled' ? 'RequestThrottled' : 'InternalError';
        Failed.push({ Id: entry.Id, SenderFault: false, Code });
        return;
      }
      if (!this.#isRepeated(entry)) this.#observer.accepted(queue, dataOf(entry), caller);
      const MD5OfMessageBody = hash('md5', entry.MessageBody);
      Successful.push({ Id: entry.Id, MessageId: `m-${entry.Id}`, MD5OfMessageBody });
    });
    return response(200, { Successful, Failed });
  }

  answered(request: SdkRequest, { body }: SdkResponse, life: Life): void {
    const { entries, queue } = callOf(request);
    const { Successful } = JSON.parse(Buffer.from(body).toString()) as {
      Successful: { Id: string }[];
    };
    const taken = new Set(Successful.map(({ Id }) => Id));
    for (const entry of entries) {
      if (taken.has(entry.Id)) this.#observer.acknowledged(queue, dataOf(entry), life);
    }
  }

  refuse(kind: 'throttled' | 'server_error' | 'denied' | 'conflict'): SdkResponse {
    const { status, code } = refusals[kind];
    return response(status, { __type: `com.amazonaws.sqs#${code}`, message: 'on purpose' });
  }

  #isRepeated({ MessageDeduplicationId: id }: SentEntry): boolean {
    if (id === undefined) return false;
    const known = this.#deduplicationIds.has(id);
    this.#deduplicationIds.add(id);
    return known;
  }
}

const refusals = {
  throttled: { status: 403, code: 'ThrottlingException' },
  server_error: { status: 500, code: 'InternalError' },
  denied: { status: 403, code: 'AccessDenied' },
  conflict: { status: 403, code: 'ExpiredToken' },
};

function callOf({ body }: SdkRequest): { entries: SentEntry[]; queue: string } {
  const { Entries, QueueUrl } = JSON.parse(bodyText(body)) as {
    Entries: SentEntry[];
    QueueUrl: string;
  };
  return { entries: Entries, queue: QueueUrl.split('/').at(-1) ?? '' };
}

function messageOf(entry: SentEntry) {
  const attributes = Object.entries(entry.MessageAttributes ?? {});
  return {
    body: entry.MessageBody,
    attributes: Object.fromEntries(
      attributes.map(([name, { StringValue = '' }]) => [name, StringValue]),
    ),
    ...(entry.MessageGroupId !== undefined && { groupId: entry.MessageGroupId }),
    ...(entry.MessageDeduplicationId !== undefined && {
      deduplicationId: entry.MessageDeduplicationId,
    }),
  };
}

/** What the message stands for: its body, or what its body is in base64. */
function dataOf({ MessageBody, MessageAttributes }: SentEntry): Buffer {
  const isEncoded = Object.values(MessageAttributes ?? {}).some(
    ({ StringValue }) => StringValue === 'base64',
  );
  return Buffer.from(MessageBody, isEncoded ? 'base64' : 'utf8');
}

function response(statusCode: number, body: object): SdkResponse {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { statusCode, headers, body: Buffer.from(JSON.stringify(body)) };
}
