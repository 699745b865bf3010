import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { createKinesisWriter } from '../../../packages/log-stream/src/kinesis/kinesis-writer.ts';
import type { OutgoingRecord } from '../events.ts';
import { parcels } from '../send/parcels.ts';
import { sendParcel } from '../send/send-parcel.ts';
import type { Hop } from './hops.ts';

export interface Intake {
  kinesis: KinesisClient;
  streamName: string;
  /** Those that read the stream. */
  first: readonly Hop[];
}

const parcelBytes = 4 * 1024 * 1024;

/**
 * Sends records to a stream and enters their events with its readers.
 *
 * @throws Error when the stream does not take some
 */
export async function sendIntoHops(
  records: Iterable<OutgoingRecord>,
  { kinesis, streamName, first }: Intake,
): Promise<void> {
  const writer = createKinesisWriter(kinesis, { stream: streamName });
  for await (const parcel of parcels(records, parcelBytes)) {
    for (const { account } of first) {
      for (const { events } of parcel) for (const event of events) account.send(event);
    }
    await sendParcel(writer, parcel);
  }
}
