import type { LineParser } from '../parse/line-format.ts';
import { parseLine } from '../parse/registry.ts';
import { decodeData } from './decode-data.ts';
import { type DecodeLimits, defaultDecodeLimits } from './decode-limits.ts';
import { DecodeOutput } from './decode-output.ts';
import type { DecodedEvent, Reject } from './decoded-event.ts';
import { BatchLimitError, RecordLimitError } from './limit-errors.ts';
import { readingFailed } from './reading-failed.ts';
import type { KinesisStreamRecord } from './record.ts';

export interface DecodeOptions {
  /** Those not given have the default. */
  limits?: Partial<DecodeLimits>;
  /** Reads the messages of CloudWatch Logs events that are not JSON; by default every format known. */
  parseLine?: LineParser;
}

/** What one record holds, each in the order of its bytes. */
export interface DecodedRecord {
  events: DecodedEvent[];
  rejects: Reject[];
}

/** What one record holds, the record, and its data, out of its base64. */
export interface DecodedData extends DecodedRecord {
  record: KinesisStreamRecord;
  data: Buffer;
  /** Bytes of all its rejects together. */
  rejectBytes: number;
}

export interface DecodeSummary {
  /** CloudWatch Logs' health checks: no log events, dropped. */
  controlMessages: number;
  /**
   * How many records were decoded, from the first on. Fewer than all when they passed the limits of
   * a batch; the first is always decoded. The others are for a later invocation.
   */
  taken: number;
}

/** All that the records of a batch hold, in their order. */
export interface DecodedBatch extends DecodedRecord, DecodeSummary {}

/**
 * Takes the log events out of Kinesis records: base64, KPL aggregates, gzip and zstd, CloudWatch Logs
 * envelopes, one or several JSON objects in a record.
 *
 * Whatever a record holds, it never throws: what is no event becomes a reject with the reason
 * `bad_gzip` (zstd too), `inflate_limit`, `not_json` or `not_object` and its bytes, and takes no
 * neighbour with it. A record whose reading throws, which none should, is one reject (`readingFailed`).
 *
 * @param receive is called with what a record gave before the next record is begun, so that the
 *   parsed values of a batch, many times its bytes, need not be in memory together; when it answers
 *   false, the record and all after it are left for a later invocation
 */
export function decodeRecords(
  records: readonly KinesisStreamRecord[],
  // biome-ignore lint/suspicious/noConfusingVoidType: most receivers have nothing to answer
  receive: (decoded: DecodedData) => void | false,
  options: DecodeOptions = {},
): DecodeSummary {
  const decoder = new BatchDecoder(records, options);
  while (decoder.next(receive));
  const { controlMessages, taken } = decoder;
  return { controlMessages, taken };
}

/** `decodeRecords`, a record at a time. */
export class BatchDecoder implements DecodeSummary {
  taken = 0;
  private ended = false;
  private readonly records: readonly KinesisStreamRecord[];
  private readonly output: DecodeOutput;

  constructor(records: readonly KinesisStreamRecord[], options: DecodeOptions = {}) {
    this.records = records;
    const limits = { ...defaultDecodeLimits, ...options.limits };
    this.output = new DecodeOutput(limits, options.parseLine ?? parseLine);
  }

  get controlMessages(): number {
    return this.output.controlMessages;
  }

  /** False when there was no record to decode, or no room for it. */
  // biome-ignore lint/suspicious/noConfusingVoidType: as `decodeRecords` has it
  next(receive: (decoded: DecodedData) => void | false): boolean {
    const { records, output, taken } = this;
    const record = records[taken];
    if (record === undefined || this.ended || (taken > 0 && output.full)) return false;
    if (!decodeRecord(record, output) || receive(output) === false) {
      output.takeBackRecord();
      this.ended = true;
      return false;
    }
    this.taken += 1;
    return true;
  }
}

/** `decodeRecords` with all events and all rejects in a list each. */
export function decodeBatch(
  records: readonly KinesisStreamRecord[],
  options: DecodeOptions = {},
): DecodedBatch {
  const events: DecodedEvent[] = [];
  const rejects: Reject[] = [];
  const receive = (decoded: DecodedRecord) => {
    for (const event of decoded.events) events.push(event);
    for (const reject of decoded.rejects) rejects.push(reject);
  };
  return { events, rejects, ...decodeRecords(records, receive, options) };
}

/** False when the batch has no room for the record. */
function decodeRecord(record: KinesisStreamRecord, output: DecodeOutput): boolean {
  output.startRecord(record);
  const data = Buffer.from(record.kinesis.data, 'base64');
  output.data = data;
  try {
    decodeData(data, output);
  } catch (error) {
    if (error instanceof BatchLimitError) return false;
    if (error instanceof RecordLimitError) output.rejectRecord('inflate_limit', error.message);
    else output.rejectRecord('not_object', readingFailed(error));
  }
  return true;
}
