import type { KinesisStreamRecord } from 'aws-lambda';
import { decodeData } from './decode-data.ts';
import { type DecodeLimits, defaultDecodeLimits } from './decode-limits.ts';
import { DecodeOutput, TooManyEventsError } from './decode-output.ts';
import type { DecodedEvent, Reject } from './decoded-event.ts';

export interface DecodedBatch {
  /** In the order of the records, and inside a record in the order of its bytes. */
  events: DecodedEvent[];
  rejects: Reject[];
  /** CloudWatch Logs' health checks: no log events, dropped. */
  controlMessages: number;
  /**
   * How many records were decoded, from the first on. Fewer than all when they passed the limits of
   * a batch; the first is always decoded. The others are for a later invocation.
   */
  taken: number;
}

/**
 * Takes the log events out of Kinesis records: base64, KPL aggregates, gzip and zstd, CloudWatch Logs
 * envelopes, one or several JSON objects in a record.
 *
 * Whatever a record holds, it never throws: what is no event becomes a reject with the reason
 * `bad_gzip` (zstd too), `inflate_limit`, `not_json` or `not_object` and its bytes, and takes no
 * neighbour with it.
 */
export function decodeBatch(
  records: readonly KinesisStreamRecord[],
  limits: Partial<DecodeLimits> = {},
): DecodedBatch {
  const output = new DecodeOutput({ ...defaultDecodeLimits, ...limits });
  let taken = 0;
  for (const record of records) {
    if (taken > 0 && output.full) break;
    decodeRecord(record, output);
    taken += 1;
  }
  const { events, rejects, controlMessages } = output;
  return { events, rejects, controlMessages, taken };
}

function decodeRecord(record: KinesisStreamRecord, output: DecodeOutput): void {
  output.startRecord(record);
  const start = output.mark();
  const data = Buffer.from(record.kinesis.data, 'base64');
  try {
    decodeData(data, output);
  } catch (error) {
    if (!(error instanceof TooManyEventsError)) throw error;
    output.startRecord(record);
    const detail = 'the record holds more events than the limit';
    output.replaceSince(start, 'inflate_limit', detail, data);
  }
}
