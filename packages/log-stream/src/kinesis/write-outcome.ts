import type { KinesisWriteError } from './write-error.ts';

/**
 * Why a record can never be written; each of them is one of the codes that the quarantine knows.
 * `refused:kinesis`: the service refused a call that held this record alone.
 */
export type WriteRefusal =
  | 'too_large'
  | 'refused:partition_key'
  | 'refused:explicit_hash_key'
  | 'refused:kinesis';

/** The stream has the record. */
export interface DeliveredRecord {
  status: 'delivered';
  shard: string;
  sequenceNumber: string;
  /** Position inside the aggregate, from 0; all its records share one sequence number. */
  subSequenceNumber?: number;
}

/**
 * Not written as far as is known, and a later attempt may succeed. After an error whose `failure` is
 * `timeout` or `connection` the record may be in the stream all the same.
 */
export interface RecordToRetry {
  status: 'retry';
  /** What the last attempt met. */
  error: KinesisWriteError;
}

/** No attempt will ever succeed: it wants the quarantine. */
export interface RefusedRecord {
  status: 'refused';
  reason: WriteRefusal;
  /** A sentence for the operator; never holds payload. */
  detail: string;
}

/** What became of one record. */
export type WriteOutcome = DeliveredRecord | RecordToRetry | RefusedRecord;
