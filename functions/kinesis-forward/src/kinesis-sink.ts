import type { KinesisClient } from '@aws-sdk/client-kinesis';
import { createKinesisWriter, type KinesisWriterOptions } from '@logdrive/log-stream/kinesis';
import type { TargetSink } from './piece.ts';
import type { StreamTarget } from './target.ts';

const mebibyte = 1024 * 1024;

/**
 * Parts of the hash key range whose records share aggregates: for streams of up to so many shards each
 * shard has its records.
 */
const hashSlots = 64;

/**
 * A batch has at most 6 MB, so that its calls together are hardly larger than one may be; and a target of
 * many shards takes them side by side. Ten of the largest, out of records that inflate, take 150 MB.
 */
const callsInFlight = 10;

/**
 * Writes pieces to a Kinesis data stream, each as one record, or several packed in an aggregate.
 *
 * @param client of the stream's region, built with `maxAttempts: 1`: the deadline bounds the retries
 * @param options what shall be otherwise
 */
export function kinesisSink(
  client: KinesisClient,
  { streamArn, recordBytes, aggregate }: StreamTarget,
  options: Partial<KinesisWriterOptions> = {},
): TargetSink {
  return createKinesisWriter(client, {
    stream: streamArn,
    recordBytes,
    callBytes: Math.max(5 * mebibyte, recordBytes),
    callsInFlight,
    ...(aggregate && { aggregation: { hashSlots, maxBytes: Math.min(51_200, recordBytes) } }),
    ...options,
  });
}
