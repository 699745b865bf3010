import { randomUUID } from 'node:crypto';
import type { OutgoingRecord } from '../events.ts';

/** A record with the partition key that it is sent with. */
export interface KeyedRecord extends OutgoingRecord {
  partitionKey: string;
}

const keyBytes = 36;
/** What a stream takes in one record, less the partition key, which counts too. */
export const maxRecordBytes = 1024 * 1024 - keyBytes;

/**
 * Groups records, in order, into parcels that are sent and waited for one after another, and gives
 * those that have no partition key one at random.
 *
 * @param maxBytes data of a parcel; a single record may be larger
 */
export async function* parcels(
  records: AsyncIterable<OutgoingRecord> | Iterable<OutgoingRecord>,
  maxBytes: number,
): AsyncGenerator<KeyedRecord[]> {
  let parcel: KeyedRecord[] = [];
  let bytes = 0;
  for await (const record of records) {
    if (parcel.length > 0 && bytes + record.data.length > maxBytes) {
      yield parcel;
      parcel = [];
      bytes = 0;
    }
    parcel.push({ ...record, partitionKey: record.partitionKey ?? randomUUID() });
    bytes += record.data.length;
  }
  if (parcel.length > 0) yield parcel;
}
