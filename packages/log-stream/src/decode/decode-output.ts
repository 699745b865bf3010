import type { LineParser } from '../parse/line-format.ts';
import { parseLine } from '../parse/registry.ts';
import type { CloudWatchOrigin } from './cloudwatch-envelope.ts';
import { type DecodeLimits, defaultDecodeLimits } from './decode-limits.ts';
import type { DecodedEvent, JsonObject, Reason, Reject } from './decoded-event.ts';
import type { UserRecord } from './kpl-aggregate.ts';
import { BatchLimitError, RecordLimitError, tooMuchOutput } from './limit-errors.ts';
import { arrivedMsOf, type KinesisStreamRecord } from './record.ts';
import { TextEvent } from './text-event.ts';
import { ValueCount } from './value-count.ts';

/** A moment in the making of an output. */
export interface OutputMark {
  events: number;
  rejects: number;
  controlMessages: number;
  position: number;
  rejectBytes: number;
}

const noData = Buffer.alloc(0);

/** Collects what one record after another turns out to be, and keeps count against the limits. */
export class DecodeOutput {
  /**
   * Lives on between batches: V8 throws optimised code away when a garbage collection finds no object
   * left of a shape that it was made for, and a batch would begin with slow code (a third slower).
   */
  static readonly kept = new DecodeOutput(defaultDecodeLimits, parseLine);

  /** Of the record that was started last. */
  events: DecodedEvent[] = [];
  /** Of the record that was started last. */
  rejects: Reject[] = [];
  /** Of the record that was started last, out of its base64. */
  data: Buffer = noData;
  /** The record that was started last. */
  record!: KinesisStreamRecord;
  /** Bytes of its rejects. */
  rejectBytes = 0;
  /** Of all records. */
  controlMessages = 0;
  /** Reads the message of a CloudWatch Logs event. */
  readonly parseLine: LineParser;

  private readonly limits: DecodeLimits;
  private userRecord: UserRecord | undefined = undefined;
  private nextPosition = 0;
  private controlMessagesBefore = 0;
  private inflatedByRecord = 0;
  private inflatedByBatch = 0;
  private countOfEarlierRecords = 0;
  private rejectBytesOfEarlierRecords = 0;
  private recordsStarted = 0;
  /** Events and rejects that the record may hold. */
  private room = 0;
  private readonly values = new ValueCount();

  constructor(limits: DecodeLimits, parseLine: LineParser) {
    this.limits = limits;
    this.parseLine = parseLine;
  }

  /** Whether the batch has cost so much that the next record should wait for another invocation. */
  get full(): boolean {
    return (
      this.inflatedByBatch > this.limits.batchBytes ||
      this.countOfEarlierRecords + this.nextPosition >= this.limits.batchEvents
    );
  }

  /** Bytes that the record may still inflate to. */
  get inflateBudget(): number {
    return this.limits.recordBytes - this.inflatedByRecord;
  }

  /** When the record arrived in the stream, epoch milliseconds. */
  get arrivedMs(): number {
    return arrivedMsOf(this.record);
  }

  startRecord(record: KinesisStreamRecord): void {
    this.record = record;
    this.events = [];
    this.rejects = [];
    this.countOfEarlierRecords += this.nextPosition;
    this.recordsStarted += 1;
    this.room = this.roomForRecord();
    this.rejectBytesOfEarlierRecords += this.rejectBytes;
    this.rejectBytes = 0;
    this.values.reset();
    this.userRecord = undefined;
    this.nextPosition = 0;
    this.inflatedByRecord = 0;
    this.controlMessagesBefore = this.controlMessages;
  }

  /** What follows comes from a user record of a KPL aggregate. */
  startUserRecord(userRecord: UserRecord): void {
    this.userRecord = userRecord;
  }

  inflated(bytes: number): void {
    this.inflatedByRecord += bytes;
    this.inflatedByBatch += bytes;
  }

  /** Of a list that has been parsed, before more is made of it. @throws as `event` */
  expectEvents(count: number): void {
    if (this.nextPosition + count > this.room) throw this.tooMany();
  }

  /** JSON text, before it is parsed. @throws RecordLimitError */
  expectValues(text: Buffer): void {
    if (this.values.staysWithin(this.limits.recordValues, text)) return;
    throw new RecordLimitError('the JSON of the record holds more values than the limit');
  }

  /** @throws RecordLimitError or BatchLimitError when there are too many */
  event(value: JsonObject, bytes: Buffer, origin: CloudWatchOrigin | undefined): void {
    const position = this.takePosition();
    const { record, userRecord } = this;
    this.events.push({
      value,
      bytes,
      text: undefined,
      record,
      position,
      origin,
      partitionKey: userRecord?.partitionKey,
      userRecord,
      format: 'json',
    });
  }

  /** An event that was text before it was an object. @throws as `event` */
  textEvent(value: JsonObject, text: string, origin: CloudWatchOrigin, format: string): void {
    const position = this.takePosition();
    const { record, userRecord } = this;
    this.events.push(new TextEvent(value, text, record, position, origin, userRecord, format));
  }

  /** @throws as `event`, also when the rejects have too many bytes */
  reject(reason: Reason, detail: string, bytes: Buffer): void {
    const { recordOutputBytes, batchOutputBytes } = this.limits;
    const ofRecord = this.rejectBytes + bytes.length;
    const ofBatch = this.rejectBytesOfEarlierRecords + ofRecord;
    if (ofBatch > batchOutputBytes && this.recordsStarted > 1) throw new BatchLimitError();
    if (ofRecord > recordOutputBytes) throw new RecordLimitError(tooMuchOutput);
    this.addReject(reason, detail, bytes);
  }

  /** Remembers how much there is, for `onlyRejectsSince` and `replaceSince`. */
  mark(): OutputMark {
    return {
      events: this.events.length,
      rejects: this.rejects.length,
      controlMessages: this.controlMessages,
      position: this.nextPosition,
      rejectBytes: this.rejectBytes,
    };
  }

  /** How many rejects have come since, if nothing else has; otherwise 0. */
  onlyRejectsSince(mark: OutputMark): number {
    const others = this.events.length + this.controlMessages;
    if (others !== mark.events + mark.controlMessages) return 0;
    return this.rejects.length - mark.rejects;
  }

  /** Takes back all that has come since, and refuses it as one. */
  replaceSince(mark: OutputMark, reason: Reason, detail: string, bytes: Buffer): void {
    this.takeBack(mark);
    this.reject(reason, detail, bytes);
  }

  /** Takes back all that the record gave, and refuses it as a whole. */
  rejectRecord(reason: Reason, detail: string): void {
    this.takeBackRecord();
    this.addReject(reason, detail, this.data);
  }

  /** Takes back all that the record gave, as if it had not been started. */
  takeBackRecord(): void {
    this.userRecord = undefined;
    const { controlMessagesBefore: controlMessages } = this;
    this.takeBack({ events: 0, rejects: 0, controlMessages, position: 0, rejectBytes: 0 });
  }

  private takeBack(mark: OutputMark): void {
    this.events.length = mark.events;
    this.rejects.length = mark.rejects;
    this.controlMessages = mark.controlMessages;
    this.nextPosition = mark.position;
    this.rejectBytes = mark.rejectBytes;
  }

  private addReject(reason: Reason, detail: string, bytes: Buffer): void {
    const position = this.takePosition();
    this.rejectBytes += bytes.length;
    const { record, userRecord } = this;
    const partitionKey = userRecord?.partitionKey;
    this.rejects.push({ reason, detail, bytes, record, position, partitionKey, userRecord });
  }

  private roomForRecord(): number {
    const { recordEvents, batchEvents } = this.limits;
    if (this.recordsStarted === 1) return recordEvents;
    return Math.min(recordEvents, batchEvents - this.countOfEarlierRecords);
  }

  private tooMany(): Error {
    if (this.room < this.limits.recordEvents) return new BatchLimitError();
    return new RecordLimitError('the record holds more events than the limit');
  }

  private takePosition(): number {
    const position = this.nextPosition;
    if (position >= this.room) throw this.tooMany();
    this.nextPosition += 1;
    return position;
  }
}
