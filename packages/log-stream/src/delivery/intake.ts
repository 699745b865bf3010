import { BatchDecoder, type DecodedData, type DecodeOptions } from '../decode/decode-batch.ts';
import { type DecodeLimits, defaultDecodeLimits } from '../decode/decode-limits.ts';
import type { Reason, Reject } from '../decode/decoded-event.ts';
import { RecordLimitError, tooMuchOutput } from '../decode/limit-errors.ts';
import { readingFailed } from '../decode/reading-failed.ts';
import type { KinesisStreamRecord } from '../decode/record.ts';
import { type Conform, isReject } from '../schema/common-schema.ts';
import type { LogEvent } from '../schema/log-event.ts';
import { type Batch, batchOf } from './batch.ts';

/** How much an invocation's records gave, and what of it is for the quarantine. */
export interface Takings {
  batch: Batch;
  /** Records decoded. */
  records: number;
  /** Number of events to deliver. */
  eventCount: number;
  /** Number of events that a rule of the user's leaves out. */
  filtered: number;
  /** Events for the quarantine. */
  rejects: Reject[];
  /** CloudWatch Logs' health checks: no log events, dropped. */
  controlMessages: number;
  /** Sequence number of the first record left for a later invocation, when the batch was too large. */
  leftFrom?: string;
}

/** What an invocation's records turned out to be, before anything is delivered. */
export interface Intake extends Takings {
  /** Events to deliver. */
  events: LogEvent[];
}

/**
 * Decodes the records and holds each event against the schema. Never throws for what a record holds: a
 * record over which reading it or `conform` throws, or which gives more bytes than the limit, is one
 * reject.
 */
export function takeIn(
  records: readonly KinesisStreamRecord[],
  conform: Conform,
  decode?: DecodeOptions,
): Intake {
  const intake = new IntakeInParts(records, conform, decode);
  const { events } = intake.next(Number.POSITIVE_INFINITY);
  return { ...intake.takings(), events };
}

/** `takeIn`, some events at a time: the limits are those of the whole batch. */
export class IntakeInParts {
  private readonly records: readonly KinesisStreamRecord[];
  private readonly decoder: BatchDecoder;
  private readonly taking: Taking;

  constructor(
    records: readonly KinesisStreamRecord[],
    conform: Conform,
    decode: DecodeOptions = {},
  ) {
    this.records = records;
    this.decoder = new BatchDecoder(records, decode);
    this.taking = new Taking(conform, { ...defaultDecodeLimits, ...decode.limits });
  }

  /** The events of whole records, at least so many where there are; `more` when others may follow. */
  next(least: number): { events: LogEvent[]; more: boolean } {
    const { decoder, taking } = this;
    const receive = (decoded: DecodedData) => taking.take(decoded);
    let more = true;
    while (more && taking.events.length < least) more = decoder.next(receive);
    return { events: taking.handOver(), more };
  }

  /** Of all records up to now. @throws TypeError before the first */
  takings(): Takings {
    const { records, decoder, taking } = this;
    const { taken, controlMessages } = decoder;
    const { eventCount, filtered, rejects } = taking;
    const batch = batchOf(records.slice(0, taken));
    const takings: Takings = {
      ...{ batch, records: taken, eventCount, filtered, rejects, controlMessages },
    };
    const left = records[taken];
    if (left !== undefined) takings.leftFrom = left.kinesis.sequenceNumber;
    return takings;
  }
}

/** Collects what one record after another gives, and can take the last one back. */
class Taking {
  /** Lives on between batches, see `DecodeOutput.kept`. */
  static readonly kept = new Taking(() => undefined, defaultDecodeLimits);

  /** Those not handed over yet. */
  events: LogEvent[] = [];
  readonly rejects: Reject[] = [];
  filtered = 0;

  private handedOver = 0;

  private readonly conform: Conform;
  private readonly limits: DecodeLimits;
  private records = 0;
  /** Of all events and rejects. */
  private bytes = 0;
  /** What there was before the record. */
  private readonly before = { events: 0, rejects: 0, filtered: 0, bytes: 0 };

  constructor(conform: Conform, limits: DecodeLimits) {
    this.conform = conform;
    this.limits = limits;
  }

  get eventCount(): number {
    return this.handedOver + this.events.length;
  }

  handOver(): LogEvent[] {
    const { events } = this;
    this.handedOver += events.length;
    this.events = [];
    return events;
  }

  /** False, and nothing is taken, when the batch has no room for what the record gives. */
  // biome-ignore lint/suspicious/noConfusingVoidType: as `decodeRecords` has it
  take(decoded: DecodedData): void | false {
    this.mark();
    try {
      this.add(decoded);
    } catch (error) {
      this.takeBack();
      if (error instanceof RecordLimitError)
        this.rejectWhole(decoded, 'inflate_limit', error.message);
      else this.rejectWhole(decoded, 'not_object', readingFailed(error));
    }
    if (this.records > 0 && this.bytes > this.limits.batchOutputBytes) {
      this.takeBack();
      return false;
    }
    this.records += 1;
  }

  private add(decoded: DecodedData): void {
    const { events, rejects, conform } = this;
    for (const reject of decoded.rejects) rejects.push(reject);
    this.bytes += decoded.rejectBytes;
    for (const event of decoded.events) {
      const answer = conform(event);
      if (answer === undefined) this.filtered += 1;
      else if (isReject(answer)) this.reject(answer);
      else {
        events.push(answer);
        this.count(answer.bytes);
      }
    }
  }

  private reject(reject: Reject): void {
    this.rejects.push(reject);
    this.count(reject.bytes);
  }

  private count({ length }: Buffer): void {
    this.bytes += length;
    if (this.bytes - this.before.bytes > this.limits.recordOutputBytes) {
      throw new RecordLimitError(tooMuchOutput);
    }
  }

  private rejectWhole({ record, data }: DecodedData, reason: Reason, detail: string): void {
    const partitionKey = undefined;
    this.rejects.push({ reason, detail, bytes: data, record, position: 0, partitionKey });
    this.bytes += data.length;
  }

  private mark(): void {
    const { before } = this;
    before.events = this.events.length;
    before.rejects = this.rejects.length;
    before.filtered = this.filtered;
    before.bytes = this.bytes;
  }

  private takeBack(): void {
    const { before } = this;
    this.events.length = before.events;
    this.rejects.length = before.rejects;
    this.filtered = before.filtered;
    this.bytes = before.bytes;
  }
}
