import { crc32 } from 'node:zlib';
import type { LogEvent } from '@logdrive/log-stream';

/** Bytes of a partition key. */
export const partitionKeyBytes = 8;

/** As the ids end that are derived for events of CloudWatch Logs. */
const checksum = /-[0-9a-f]{8}$/;

/**
 * Eight hexadecimal digits out of the log id: events spread evenly over the shards, and an event has the
 * same key on every retry.
 *
 * The other choice would be the log stream's name. It would buy no order: PutRecords keeps none inside
 * a call, and what is tried again comes later. And it would send one noisy log stream to one shard,
 * which takes 1 MB a second. Readers order by `time` and `log_id`: the ids of CloudWatch Logs grow
 * within a log stream. A checksum stands for the id because the key counts against every limit and
 * price, and an id of 65 characters would be a fifth of many an event.
 */
export function partitionKeyOf({ logId }: LogEvent): string {
  if (checksum.test(logId)) return logId.slice(-partitionKeyBytes);
  return crc32(logId).toString(16).padStart(partitionKeyBytes, '0');
}
