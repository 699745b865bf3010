import { randomUUID } from 'node:crypto';
import type { OutgoingRecord } from '../events.ts';

/** A record with the partition key that it is sent with. */
export interface KeyedRecord extends OutgoingRecord {
  partitionKey: string;
}

const keyBytes = 36;
/** What a stream takes in one record, less the partition key, which counts too. */
export const maxRecordBytes = 1024 * 1024 - keyBytes;

/** Limits of one PutRecords call. */
export interface RecordLimits {
  records: number;
  /** Partition keys included. */
  bytes: number;
}

/** What every endpoint takes in one call. */
const maxCall: RecordLimits = { records: 500, bytes: 5 * 1024 * 1024 };

/** Groups records into PutRecords calls, in order; gives those that have no key one at random. */
export async function* recordBatches(
  records: AsyncIterable<OutgoingRecord> | Iterable<OutgoingRecord>,
  limits = maxCall,
): AsyncGenerator<KeyedRecord[]> {
  let batch: KeyedRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    const keyed = { ...record, partitionKey: record.partitionKey ?? randomUUID() };
    const size = keyed.data.length + Buffer.byteLength(keyed.partitionKey);
    if (batch.length === limits.records || (batch.length > 0 && bytes + size > limits.bytes)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(keyed);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
