import type { EnvelopeText } from '../decode/cloudwatch-envelope.ts';
import type { DecodedEvent, Reason, Reject } from '../decode/decoded-event.ts';
import { LateReject } from '../decode/late-reject.ts';
import type { KinesisStreamRecord } from '../decode/record.ts';

/** What the common schema says of an event. */
export interface LogEventFields {
  logType: string;
  /** The event's own id, else one derived from where it stood; the same on every retry. */
  logId: string;
  /** The event's own time, epoch milliseconds. */
  timeMs: number;
  /** One line of JSON, without its newline: the original bytes, with the members it lacked added. */
  bytes: Buffer;
}

/**
 * An event that keeps the common schema: it can be filtered, routed, partitioned and delivered, and
 * knows what arrived, for a quarantine that must keep that. A batch has many thousands, so it is one
 * object, and without the parsed value, which is many times larger than its bytes.
 */
export class LogEvent implements LogEventFields {
  /** Lives on between batches, see `DecodeOutput.kept`. */
  static readonly kept = new LogEvent(nothing(), noFields());

  readonly logType: string;
  readonly logId: string;
  readonly timeMs: number;
  readonly bytes: Buffer;
  readonly record: KinesisStreamRecord;
  /** 0-based place among all events and rejects of the record. */
  readonly position: number;
  /** The user record's own key, where it came inside a KPL aggregate. */
  readonly partitionKey: string | undefined;
  /** Name of the line format that read it; `json` for an event that arrived as an object. */
  readonly format: string;
  private readonly arrived: EnvelopeText | Buffer;
  private readonly index: number;

  constructor(decoded: DecodedEvent, { logType, logId, timeMs, bytes }: LogEventFields) {
    const { record, position, partitionKey, format, origin } = decoded;
    this.logType = logType;
    this.logId = logId;
    this.timeMs = timeMs;
    this.bytes = bytes;
    this.record = record;
    this.position = position;
    this.partitionKey = partitionKey;
    this.format = format;
    // Of an event out of an envelope the text of that, which its neighbours keep anyway.
    this.arrived = origin?.envelope ?? decoded.bytes;
    this.index = origin?.index ?? 0;
  }

  /** The bytes that arrived: of the event, or of the envelope of CloudWatch Logs with this one in it. */
  original(): Buffer {
    return Buffer.isBuffer(this.arrived) ? this.arrived : this.arrived.withOnly(this.index);
  }

  /** The same event, written otherwise. */
  withBytes(bytes: Buffer): LogEvent {
    return Object.assign(Object.create(LogEvent.prototype), this, { bytes });
  }

  /** The event as a reject, with the bytes that arrived. */
  reject(reason: Reason, detail: string): Reject {
    const { record, position, partitionKey, arrived } = this;
    const reject = { reason, detail, record, position, partitionKey };
    return Buffer.isBuffer(arrived)
      ? { ...reject, bytes: arrived }
      : new LateReject(reject, arrived, this.index);
  }
}

function noFields(): LogEventFields {
  return { logType: '', logId: '', timeMs: Number.NaN, bytes: Buffer.alloc(0) };
}

function nothing(): DecodedEvent {
  const record: KinesisStreamRecord = {
    kinesis: { data: '', sequenceNumber: '', partitionKey: '', approximateArrivalTimestamp: 0 },
    ...{ eventID: '', eventSourceARN: '', awsRegion: '' },
  };
  return { value: {}, bytes: Buffer.alloc(0), record, position: 0, format: 'json' };
}
