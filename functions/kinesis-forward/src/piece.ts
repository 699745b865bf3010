import type { Deadline, KinesisStreamRecord, Reason } from '@logdrive/log-stream';

/** What goes to a target as one record or one message. */
export interface Piece {
  /** The record that it comes from, and that record's index in the batch. */
  record: KinesisStreamRecord;
  source: number;
  /** 0-based place among the pieces of that record for its target; the same on every retry. */
  part: number;
  /** Positions of its events inside the record; undefined: all that the record has. */
  positions: readonly number[] | undefined;
  data: Buffer;
  partitionKey: string;
  explicitHashKey?: string | undefined;
  /** For FIFO queues. */
  fifo?: { groupId: string; deduplicationId: string } | undefined;
}

/** What became of a piece. */
export type Outcome =
  | { status: 'delivered' }
  /** Not delivered as far as is known; a later attempt may succeed. */
  | { status: 'retry'; error: Error }
  /** No attempt will ever succeed. The detail is for the operator and never holds payload. */
  | { status: 'refused'; reason: Reason; detail: string };

/**
 * The port to a target. `write` tries until the deadline and answers for each piece, in order; what
 * the target says never makes it throw. A thrown error means a bug.
 */
export interface TargetSink {
  write(pieces: readonly Piece[], deadline: Deadline): Promise<Outcome[]>;
}
