import { hash } from 'node:crypto';
import { brokenSqsLimits, messageBytes, type SentMessage } from './fake-sqs-limits.ts';
import { type Answer, type Fault, FaultyServer, type Received } from './faulty-server.ts';

/** What an entry of a call that is taken meets. */
export type SqsEntryFault = { code: string; senderFault: boolean };

export interface FakeSqsOptions {
  /** Whether the queue is a FIFO queue: groups are wanted, and repeated ids are not taken twice. */
  fifo?: boolean;
  /** The queue's own `MaximumMessageSize`; what is larger fails alone. Default 1 MiB. */
  messageBytes?: number;
}

/** A message that the queue holds. */
export interface AcceptedMessage extends SentMessage {
  /** Whether the client never saw the answer that says so. */
  hidden: boolean;
}

interface SentEntry {
  Id: string;
  MessageBody: string;
  MessageAttributes?: Record<string, { StringValue?: string }>;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
}

/**
 * SendMessageBatch over real HTTP, with the limits of the service, and faults by schedule. A call that
 * breaks a limit is refused, and looking at `accepted` throws from then on.
 */
export class FakeSqs {
  /** How many messages each call had, whatever became of it. */
  readonly calls: number[] = [];
  /** Called for each entry of a call that is taken; undefined takes the entry. */
  entrySchedule: (message: SentMessage) => SqsEntryFault | undefined = () => undefined;

  readonly #fifo: boolean;
  readonly #messageBytes: number;
  readonly #server: FaultyServer;
  readonly #accepted: AcceptedMessage[] = [];
  readonly #brokenLimits: string[] = [];
  readonly #deduplicationIds = new Set<string>();
  #faults: { fault: Fault | 'none'; times: number }[] = [];

  private constructor(server: FaultyServer, { fifo = false, messageBytes }: FakeSqsOptions) {
    this.#server = server;
    this.#fifo = fifo;
    this.#messageBytes = messageBytes ?? 1024 * 1024;
  }

  /** Listens on a free port of loopback. */
  static async start(options: FakeSqsOptions = {}): Promise<FakeSqs> {
    let fake: FakeSqs | undefined;
    const server = await FaultyServer.start(async (request) => {
      if (fake === undefined) throw new Error('not started');
      return fake.#answer(request);
    });
    fake = new FakeSqs(server, options);
    return fake;
  }

  get endpoint(): string {
    return this.#server.endpoint;
  }

  get queueUrl(): string {
    return `${this.endpoint}/123456789012/${this.#fifo ? 'logs.fifo' : 'logs'}`;
  }

  /**
   * What the queue holds, in the order in which it came.
   *
   * @throws Error when any call has broken a limit of the service
   */
  get accepted(): readonly AcceptedMessage[] {
    if (this.#brokenLimits.length > 0) {
      throw new Error(`limits of SQS were broken:\n${this.#brokenLimits.join('\n')}`);
    }
    return this.#accepted;
  }

  /** The next `times` calls meet this fault, `none` of a schedule being answered. */
  fail(fault: Fault | 'none', times = 1): void {
    this.#faults.push({ fault, times });
  }

  /** Ends all faults. */
  heal(): void {
    this.#faults = [];
    this.entrySchedule = () => undefined;
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #nextFault(): Fault | 'none' {
    const next = this.#faults[0];
    if (next === undefined) return 'none';
    next.times -= 1;
    if (next.times <= 0) this.#faults.shift();
    return next.fault;
  }

  async #answer({ headers, body }: Received): Promise<Answer> {
    if (headers['x-amz-target'] !== 'AmazonSQS.SendMessageBatch') {
      return errorAnswer(400, 'UnsupportedOperation');
    }
    const { Entries = [] } = JSON.parse(body.toString()) as { Entries?: SentEntry[] };
    this.calls.push(Entries.length);
    const fault = this.#nextFault();
    if (fault === 'reset') throw new Error('the server cuts the connection');
    if (fault === 'hang') return new Promise(() => {});
    if (fault === 'slow_down') return errorAnswer(403, 'ThrottlingException');
    if (fault === 'server_error') return errorAnswer(500, 'InternalError');
    if (fault === 'denied') return errorAnswer(403, 'AccessDenied');
    const broken = brokenSqsLimits(Entries.map(messageOf), this.#fifo);
    if (broken.length > 0) {
      this.#brokenLimits.push(...broken);
      return errorAnswer(400, 'InvalidParameterValue');
    }
    const answer = this.#take(Entries, fault === 'hidden');
    if (fault === 'hidden') throw new Error('the server cuts the connection');
    return jsonAnswer(200, answer);
  }

  #take(entries: readonly SentEntry[], hidden: boolean) {
    const Successful: object[] = [];
    const Failed: object[] = [];
    for (const entry of entries) {
      const message = messageOf(entry);
      const fault = this.entrySchedule(message);
      if (fault !== undefined) {
        Failed.push({ Id: entry.Id, SenderFault: fault.senderFault, Code: fault.code });
        continue;
      }
      if (messageBytes(message) > this.#messageBytes) {
        const Message = `One or more parameters cannot be validated. Reason: Message must be shorter than ${this.#messageBytes} bytes.`;
        Failed.push({ Id: entry.Id, SenderFault: true, Code: 'InvalidParameterValue', Message });
        continue;
      }
      if (!this.#isRepeated(message)) this.#accepted.push({ ...message, hidden });
      const MD5OfMessageBody = hash('md5', entry.MessageBody);
      Successful.push({ Id: entry.Id, MessageId: `m-${this.#accepted.length}`, MD5OfMessageBody });
    }
    return { Successful, Failed };
  }

  /** A FIFO queue takes a repeated message and keeps one. */
  #isRepeated({ deduplicationId }: SentMessage): boolean {
    if (!this.#fifo || deduplicationId === undefined) return false;
    const known = this.#deduplicationIds.has(deduplicationId);
    this.#deduplicationIds.add(deduplicationId);
    return known;
  }
}

function messageOf(entry: SentEntry): SentMessage {
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

function errorAnswer(status: number, code: string): Answer {
  return jsonAnswer(status, { __type: `com.amazonaws.sqs#${code}`, message: 'on purpose' });
}

function jsonAnswer(status: number, body: unknown): Answer {
  const headers = { 'content-type': 'application/x-amz-json-1.0' };
  return { status, headers, body: JSON.stringify(body) };
}
