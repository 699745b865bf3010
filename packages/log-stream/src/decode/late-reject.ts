import type { EnvelopeText } from './cloudwatch-envelope.ts';
import type { Reason, Reject } from './decoded-event.ts';
import type { KinesisStreamRecord } from './record.ts';

/**
 * A reject of one event out of an envelope, whose bytes are made when they are asked for: they repeat
 * the head of the envelope, and a destination may refuse events by the hundred thousand.
 */
export class LateReject implements Reject {
  readonly reason: Reason;
  readonly detail: string;
  readonly record: KinesisStreamRecord;
  readonly position: number;
  readonly partitionKey: string | undefined;
  private readonly envelope: EnvelopeText;
  private readonly index: number;

  /** @param index of the event in the envelope */
  constructor(reject: Omit<Reject, 'bytes'>, envelope: EnvelopeText, index: number) {
    this.reason = reject.reason;
    this.detail = reject.detail;
    this.record = reject.record;
    this.position = reject.position;
    this.partitionKey = reject.partitionKey;
    this.envelope = envelope;
    this.index = index;
  }

  get bytes(): Buffer {
    return this.envelope.withOnly(this.index);
  }
}
