import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CallFault,
  type EntryFault,
  errorAnswer,
  failedEntry,
  jsonAnswer,
  putRecordsResult,
  type ResultEntry,
  refusals,
} from './fake-kinesis-answers.ts';
import { startHttp2Front } from './fake-kinesis-http2.ts';
import {
  brokenLimits,
  defaultLimits,
  type FakeKinesisLimits,
  type SentRecord,
} from './fake-kinesis-limits.ts';
import { type Answer, FaultyServer, type Received } from './faulty-server.ts';

export interface FakeKinesisOptions extends Partial<FakeKinesisLimits> {
  /** Shards of equal range. Default 1. */
  shards?: number;
  /** Records for whose sake the whole call is refused, though they break no limit known here. */
  refuses?: (record: SentRecord) => boolean;
}

/** A record that the stream holds. */
export interface AcceptedRecord extends SentRecord {
  shard: string;
  sequenceNumber: string;
  /** Whether the client never saw the answer that says so. */
  hidden: boolean;
}

/** A call that reached the server, whatever became of it. */
export interface ReceivedCall {
  /** Name or ARN. */
  stream: string;
  /** Whether a name was given for a name, or an ARN for an ARN. */
  streamIsSound: boolean;
  records: readonly SentRecord[];
  fault: CallFault | undefined;
}

/** Called for each entry of a call that is taken; undefined takes the entry. */
export type EntrySchedule = (record: SentRecord, shard: string) => EntryFault | undefined;

interface PutRecordsRequest {
  StreamName?: string;
  StreamARN?: string;
  Records?: { Data: string; PartitionKey: string; ExplicitHashKey?: string }[];
}

/**
 * PutRecords over real HTTP, with the limits of the service, and faults by schedule. A call that
 * breaks a limit is refused, and looking at `accepted` throws from then on.
 */
export class FakeKinesis {
  /** Speaks HTTP/2, as the SDK's Kinesis client does unless told otherwise. */
  readonly endpoint: string;
  /** Speaks HTTP/1.1. */
  readonly http1Endpoint: string;
  readonly calls: ReceivedCall[] = [];
  entrySchedule: EntrySchedule = () => undefined;

  readonly #accepted: AcceptedRecord[] = [];
  readonly #brokenLimits: string[] = [];
  readonly #limits: FakeKinesisLimits;
  readonly #shards: number;
  readonly #refuses: (record: SentRecord) => boolean;
  readonly #expiredKeys = new Set<string>();
  readonly #close: () => Promise<void>;
  #faults: { fault: CallFault; times: number }[] = [];

  private constructor(options: FakeKinesisOptions, servers: Servers) {
    const { shards = 1, refuses = () => false, ...limits } = options;
    this.#shards = shards;
    this.#refuses = refuses;
    this.#limits = { ...defaultLimits, ...limits };
    this.endpoint = servers.http2.endpoint;
    this.http1Endpoint = servers.http1.endpoint;
    this.#close = async () => {
      await servers.http2.close();
      await servers.http1.close();
    };
  }

  /** Listens on free ports of loopback. */
  static async start(options: FakeKinesisOptions = {}): Promise<FakeKinesis> {
    let fake: FakeKinesis | undefined;
    const http1 = await FaultyServer.start(async (request) => {
      if (fake === undefined) throw new Error('not started');
      return fake.#answer(request);
    });
    fake = new FakeKinesis(options, { http1, http2: await startHttp2Front(http1.endpoint) });
    return fake;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /**
   * What the stream holds, in the order in which it came.
   *
   * @throws Error when any call has broken a limit of the service
   */
  get accepted(): readonly AcceptedRecord[] {
    if (this.#brokenLimits.length > 0) {
      throw new Error(`limits of Kinesis were broken:\n${this.#brokenLimits.join('\n')}`);
    }
    return this.#accepted;
  }

  /** The next `times` calls meet this fault; `Infinity` until `heal`. */
  fail(fault: CallFault, times = 1): void {
    this.#faults.push({ fault, times });
  }

  /** Ends all faults. */
  heal(): void {
    this.#faults = [];
    this.#expiredKeys.clear();
    this.entrySchedule = () => undefined;
  }

  /** From now on calls signed with this access key meet `expired_token`. */
  expire(accessKeyId: string): void {
    this.#expiredKeys.add(accessKeyId);
  }

  /** Number of the shard, from 0, that a partition key belongs to. */
  shardOf(partitionKey: string): number {
    return shardNumber({ partitionKey }, this.#shards);
  }

  #nextFault(): CallFault | undefined {
    const next = this.#faults[0];
    if (next === undefined) return undefined;
    next.times -= 1;
    if (next.times <= 0) this.#faults.shift();
    return next.fault;
  }

  async #answer({ headers, body }: Received): Promise<Answer> {
    if (headers['x-amz-target'] !== 'Kinesis_20131202.PutRecords') {
      return errorAnswer(400, 'UnknownOperationException');
    }
    const call = this.#readCall(body);
    const key = /Credential=([^/]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
    const fault = this.#expiredKeys.has(key) ? 'expired_token' : this.#nextFault();
    this.calls.push({ ...call, fault });
    if (fault === 'reset') throw new Error('the server cuts the connection');
    if (fault === 'hang') return new Promise(() => {});
    const refusal = fault && refusals[fault];
    if (refusal !== undefined) return refusal;
    const broken = brokenLimits(call.records, this.#limits);
    if (!call.streamIsSound) broken.push(`the stream ${call.stream}`);
    if (broken.length > 0) {
      this.#brokenLimits.push(...broken);
      return errorAnswer(400, 'ValidationException', broken.join('; '));
    }
    if (call.records.some(this.#refuses)) {
      return errorAnswer(400, 'InvalidArgumentException', 'refused on purpose');
    }
    return this.#answerTaken(call.records, fault);
  }

  async #answerTaken(records: readonly SentRecord[], fault: CallFault | undefined) {
    const results = this.#take(records, fault !== undefined && losesAnswer.has(fault));
    if (fault === 'hidden') throw new Error('the server cuts the connection');
    if (fault === 'late') await sleep(1_000);
    const told = fault === 'incomplete' ? results.slice(0, -1) : results;
    const answer = jsonAnswer(200, putRecordsResult(told));
    return fault === 'garbled' ? { ...answer, body: '{"Records":[{' } : answer;
  }

  #readCall(body: Buffer): Omit<ReceivedCall, 'fault'> {
    try {
      return readCall(body);
    } catch (error) {
      this.#brokenLimits.push(`a body that is no PutRecords call: ${error}`);
      throw error;
    }
  }

  #take(records: readonly SentRecord[], hidden: boolean): ResultEntry[] {
    return records.map((record) => {
      const shard = shardId(shardNumber(record, this.#shards));
      const entryFault = this.entrySchedule(record, shard);
      if (entryFault !== undefined) return failedEntry(entryFault, shard);
      const sequenceNumber = `4965${String(this.#accepted.length).padStart(52, '0')}`;
      this.#accepted.push({ ...record, shard, sequenceNumber, hidden });
      return { ShardId: shard, SequenceNumber: sequenceNumber };
    });
  }
}

/** The call takes effect, and the client does not learn it. */
const losesAnswer: ReadonlySet<CallFault> = new Set(['hidden', 'garbled', 'incomplete', 'late']);

interface Servers {
  http1: FaultyServer;
  http2: { endpoint: string; close(): Promise<void> };
}

const streamName = /^[a-zA-Z0-9_.-]{1,128}$/;
const streamArn = /^arn:aws.*:kinesis:.*:\d{12}:stream\/\S+$/;

function readCall(body: Buffer): Omit<ReceivedCall, 'fault'> {
  const sent = JSON.parse(body.toString()) as PutRecordsRequest;
  const records = (sent.Records ?? []).map(({ Data, PartitionKey, ExplicitHashKey }) => ({
    data: Buffer.from(Data, 'base64'),
    partitionKey: PartitionKey,
    ...(ExplicitHashKey !== undefined && { explicitHashKey: ExplicitHashKey }),
  }));
  const { StreamARN: arn, StreamName: name = '' } = sent;
  const streamIsSound = arn === undefined ? streamName.test(name) : streamArn.test(arn);
  return { stream: arn ?? name, streamIsSound, records };
}

/** The shard whose part of the hash key range holds the record's key. */
function shardNumber(record: Omit<SentRecord, 'data'>, shards: number): number {
  const key = BigInt(record.explicitHashKey ?? `0x${hash('md5', record.partitionKey)}`);
  return Number((key * BigInt(shards)) >> 128n);
}

function shardId(number: number): string {
  return `shardId-${String(number).padStart(12, '0')}`;
}
