import type { KinesisWriteError } from './write-error.ts';
import { recordBytes, type WriteRecord } from './write-record.ts';

/** One entry of a PutRecords call: a record, or an aggregate of several. */
export interface PutEntry extends WriteRecord {
  /** What it counts against the limits. */
  bytes: number;
  /** Where the records that it carries stand in the caller's list. */
  members: readonly number[];
  /** How often Kinesis has taken a call with it, and not the entry. */
  failures: number;
  /** What the last of these failures was. */
  lastError?: KinesisWriteError;
}

/** The record at `index` of the caller's list as an entry of its own. */
export function plainEntry(
  record: WriteRecord,
  index: number,
  bytes = recordBytes(record),
): PutEntry {
  const { data, partitionKey, explicitHashKey } = record;
  return { data, partitionKey, explicitHashKey, bytes, members: [index], failures: 0 };
}
