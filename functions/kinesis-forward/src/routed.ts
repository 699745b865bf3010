import type { Batch, KinesisStreamRecord, Reject } from '@logdrive/log-stream';
import type { Piece } from './piece.ts';

/** What became of a batch before anything is delivered. */
export interface Routed {
  records: readonly KinesisStreamRecord[];
  /** The records that were taken in. */
  batch: Batch;
  /** How many that is, from the first on; the others are left for a later invocation. */
  taken: number;
  /** CloudWatch Logs' health checks: no log events. */
  controlMessages: number;
  /**
   * For each record taken the number of events in those before it, and at last the number of all. A
   * function that need not read its records takes each for one event.
   */
  eventsBefore: number[];
  /** Whether an event cannot be read and a list wants its log type; once, whatever the targets. */
  unreadable: Unreadable[];
  /** For each target what goes to it, in the order of the records. */
  pieces: Piece[][];
  /** Events of which a target's key or group should be taken, and which lack the member. */
  keysMissing: number;
}

export interface Unreadable {
  /** Index of its record. */
  source: number;
  reject: Reject;
}
