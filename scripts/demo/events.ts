import type { Reason } from '@logdrive/log-stream';

/** What became of an event, or must become of it: delivered, filtered, or a reason of the quarantine. */
export type Fate = 'delivered' | 'filtered' | Reason;

/** One log event that goes into the stream. */
export interface SentEvent {
  /** Its row in the table of what was sent. */
  logType: string;
  /**
   * What must be found again: in an object as a line, to which the pipeline may have added a `log_id`
   * at its end, or in the quarantine.
   */
  bytes: Buffer;
  /**
   * Whether the pipeline writes it anew: then it must be found again by its value, its log id apart,
   * and not by its bytes.
   */
  writtenAnew?: boolean;
  /** What must become of it; left out where only the pipeline can tell. */
  fate?: Fate;
  /** Where it must lie: `log_type=<t>/date=YYYY-MM-DD/hour=HH`. */
  partition?: string;
  /** The line of a file that it came from. */
  line?: LineRef;
}

/** A place in a log file. */
export interface LineRef {
  /** Index of the file. */
  file: number;
  /** 1-based number of the line. */
  number: number;
  /** Place and size of what was sent of the line, in bytes of the (inflated) file. */
  offset: number;
  length: number;
  /** Whether the line travels as the `message` of an event made for it. */
  wrapped: boolean;
}

/** One Kinesis record; it may hold several events, or none (a health check of CloudWatch Logs). */
export interface OutgoingRecord {
  data: Buffer;
  /** Spread over the shards at random when left out. */
  partitionKey?: string;
  events: readonly SentEvent[];
}
