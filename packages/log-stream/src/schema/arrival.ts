import type { EnvelopeText } from '../decode/cloudwatch-envelope.ts';
import type { DecodedEvent, Reason, Reject } from '../decode/decoded-event.ts';
import type { KinesisStreamRecord } from '../decode/record.ts';

/** What is kept of a decoded event without its parsed value, which is many times larger than its bytes. */
export class Arrival {
  readonly record: KinesisStreamRecord;
  /** 0-based place among all events and rejects of the record. */
  readonly position: number;
  /** The user record's own key, where it came inside a KPL aggregate. */
  readonly partitionKey: string | undefined;
  /** Name of the line format that read it; `json` for an event that arrived as an object. */
  readonly format: string;
  /** Of an event out of an envelope the text of that, which the others keep anyway. */
  private readonly source: EnvelopeText | Buffer;
  private readonly index: number;

  constructor(decoded: DecodedEvent) {
    this.record = decoded.record;
    this.position = decoded.position;
    this.partitionKey = decoded.partitionKey;
    this.format = decoded.format;
    this.source = decoded.origin?.envelope ?? decoded.bytes;
    this.index = decoded.origin?.index ?? 0;
  }

  /** The bytes that arrived: of the event, or of the envelope of CloudWatch Logs with this one in it. */
  original(): Buffer {
    return Buffer.isBuffer(this.source) ? this.source : this.source.withOnly(this.index);
  }

  /** The event as a reject, with the bytes that arrived. */
  reject(reason: Reason, detail: string): Reject {
    const { record, position, partitionKey } = this;
    return { reason, detail, bytes: this.original(), record, position, partitionKey };
  }
}
