import { hash } from 'node:crypto';
import { constants, gunzipSync } from 'node:zlib';
import type { KinesisStreamRecord } from '@logdrive/log-stream';

/** What stands in quarantine entries and keys where a Kinesis record has its stream and its shard. */
const directStream = 'cloudwatch-logs';
const directShard = 'direct';

/**
 * The data of a direct invocation by CloudWatch Logs as the record that decoding wants. All of it is a
 * function of the data alone, so that Lambda's retries, and whoever hands the event over again later,
 * derive the same log ids and meet the same quarantine object:
 *
 * - stream `cloudwatch-logs`, shard `direct`;
 * - for the sequence number 32 hexadecimal digits of the SHA-256 of the data;
 * - for the arrival the time of the first log event, else the epoch: nothing else in the invocation
 *   stays the same when Lambda tries it again.
 *
 * @param data base64 of the gzip envelope, as it stands in the invocation's event
 * @param region the function's own, in which a log group that invokes it lies
 */
export function directRecord(data: string, region: string): KinesisStreamRecord {
  const sequenceNumber = hash('sha256', data).slice(0, 32);
  return {
    kinesis: {
      data,
      sequenceNumber,
      partitionKey: sequenceNumber,
      approximateArrivalTimestamp: firstTimestampMs(data) / 1000,
    },
    eventID: `${directShard}:${sequenceNumber}`,
    eventSourceARN: `arn:aws:logs:${region}::subscription/${directStream}`,
    awsRegion: region,
  };
}

/** Base64 of 2 KB: the service writes the envelope's head first, and it takes up less. */
const headCharacters = 2732;
const timestamp = /"timestamp":\s*(\d{12,13})\b/;

function firstTimestampMs(data: string): number {
  const head = Buffer.from(data.slice(0, headCharacters), 'base64');
  try {
    // Flushing takes what a part of the data gives, where the end of it would be missed.
    const text = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
    return Number(timestamp.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
