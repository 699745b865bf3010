import type { LambdaKinesisRecord } from '../factories.ts';
import type { MappingSettings } from './settings.ts';

/** Bytes of an invocation's payload: 6 MB, "each 6 MB" of request and response. */
export const payloadLimit = 6 * 1024 * 1024;

/** What stands around the records: `{"Records":[]}`. */
const frameBytes = 14;

/**
 * Bytes of a record in the payload: its JSON, data in base64, and a comma.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export function payloadBytes(record: LambdaKinesisRecord): number {
  return Buffer.byteLength(JSON.stringify(record)) + 1;
}

/** Records that wait for a batch, oldest first. */
export interface Gathered {
  records: readonly LambdaKinesisRecord[];
  /** When the first of them was read, in the mapping's own time. */
  sinceMs: number;
  /** No record will follow: the shard has come to its end. */
  ended: boolean;
}

/**
 * How many records make the next batch, or when to look again. A batch is sent when it is full by
 * count or by payload, or when the window since its first record is over.
 *
 * @returns `take` records, or none and `waitMs`
 * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching
 */
export function nextBatch(
  { records, sinceMs, ended }: Gathered,
  settings: MappingSettings,
  nowMs: number,
): { take: number; waitMs?: number } {
  if (records.length === 0) return { take: 0 };
  const { take, full } = fitting(records, settings.batchSize);
  const waitMs = sinceMs + settings.maximumBatchingWindowInSeconds * 1000 - nowMs;
  if (full || ended || waitMs <= 0) return { take };
  return { take: 0, waitMs };
}

function fitting(records: readonly LambdaKinesisRecord[], batchSize: number) {
  let bytes = frameBytes;
  let take = 0;
  for (const record of records) {
    bytes += payloadBytes(record);
    // One record alone always goes: Kinesis takes none that does not fit.
    if (take > 0 && bytes > payloadLimit) return { take, full: true };
    take += 1;
    if (take === batchSize) return { take, full: true };
  }
  return { take, full: false };
}
