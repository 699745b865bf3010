import { createDeadline } from '@logdrive/log-stream';
import type { KinesisWriter } from '../../../packages/log-stream/src/kinesis/kinesis-writer.ts';
import type { KeyedRecord } from './parcels.ts';

const patienceMs = 60_000;

/**
 * Writes records to the stream, for at most a minute.
 *
 * @throws Error with the reason of the first record that could not be written
 */
export async function sendParcel(
  writer: KinesisWriter,
  parcel: readonly KeyedRecord[],
): Promise<void> {
  const endMs = Date.now() + patienceMs;
  const outcomes = await writer.write(
    parcel,
    createDeadline(() => endMs - Date.now()),
  );
  const failed = outcomes.filter((outcome) => outcome.status !== 'delivered');
  const [first] = failed;
  if (first === undefined) return;
  const why = first.status === 'retry' ? first.error.message : first.detail;
  throw new Error(`the stream did not take ${failed.length} of ${parcel.length} records: ${why}`);
}
