import { ConfigError } from '../config/config-error.ts';
import type { Backoff } from '../delivery/retry.ts';
import type { KinesisWriteError } from './write-error.ts';

export interface AggregationOptions {
  /**
   * Bytes that one aggregate may have, with its partition key. Default 51,200, the default of AWS's
   * Kinesis Producer Library: two of the units of 25 KB that provisioned streams are billed by. At
   * least 1,024, at most `recordBytes`. Larger records go alone.
   */
  maxBytes?: number;
  /**
   * Number of equal parts of the hash key range, 1 to 4,096. Without it only records with the same
   * partition key (or the same explicit hash key) share an aggregate, which is little for keys that
   * hardly repeat. With it all records of a part share aggregates, and each carries the explicit
   * hash key of the middle of its part. Choose a multiple of the number of shards: where shards have
   * equal ranges, each record then goes to the shard of its own partition key.
   */
  hashSlots?: number;
}

export interface KinesisWriterOptions {
  /**
   * Name or ARN of the stream. A stream of another account wants its ARN, and either a client with
   * a role of that account or a resource policy on the stream. The client's region must be its own.
   */
  stream: string;
  /** Records a call, 1 to 500. Default 500. */
  callRecords?: number;
  /** Bytes a call, partition keys included. Default 5 MiB, which every endpoint takes; at most 10. */
  callBytes?: number;
  /**
   * Bytes a record, its partition key included. Default 1 MiB, which every stream takes; up to 10 MiB
   * on a stream whose `MaxRecordSizeInKiB` has been raised.
   */
  recordBytes?: number;
  /**
   * Calls under way at once, 1 to 64, for each `write`. Default 4. Each costs about three times its
   * bytes in memory.
   */
  callsInFlight?: number;
  /** Milliseconds to wait for the answer to one call before it is tried again. Default 10,000. */
  callTimeoutMs?: number;
  /** The pauses between attempts. */
  backoff?: Backoff;
  /**
   * Packs small records together, as the Kinesis Producer Library does. Default: one by one. Readers
   * must take aggregates apart: `decodeBatch` does, so do the Kinesis Client Library and Firehose; a
   * Lambda function gets them as they are.
   */
  aggregation?: AggregationOptions;
  /**
   * Told of each attempt that failed: how, and for how many of the records given to `write`. For
   * counting and logging; must not throw.
   */
  onFailure?: (error: KinesisWriteError, records: number) => void;
}

/** The options with their defaults. */
export interface WriterSettings {
  stream: string;
  callRecords: number;
  callBytes: number;
  recordBytes: number;
  callsInFlight: number;
  callTimeoutMs: number;
  backoff: Backoff;
  aggregation: { maxBytes: number; hashSlots: number | undefined } | undefined;
  onFailure: (error: KinesisWriteError, records: number) => void;
}

const mebibyte = 1024 * 1024;
/** Of the service; no stream can have more. */
const serviceLimits = { callRecords: 500, bytes: 10 * mebibyte };

const streamName = /^[\w.-]{1,128}$/;
const streamArn = /^arn:aws[\w-]*:kinesis:[\w-]+:\d{12}:stream\/[\w.-]{1,128}$/;

/** @throws ConfigError that names every option out of range */
export function settingsOf(options: KinesisWriterOptions): WriterSettings {
  const { aggregation } = options;
  const settings: WriterSettings = {
    stream: options.stream,
    callRecords: options.callRecords ?? serviceLimits.callRecords,
    callBytes: options.callBytes ?? 5 * mebibyte,
    recordBytes: options.recordBytes ?? mebibyte,
    callsInFlight: options.callsInFlight ?? 4,
    callTimeoutMs: options.callTimeoutMs ?? 10_000,
    backoff: options.backoff ?? {},
    aggregation: aggregation && {
      maxBytes: aggregation.maxBytes ?? 51_200,
      hashSlots: aggregation.hashSlots,
    },
    onFailure: options.onFailure ?? (() => {}),
  };
  const problems = problemsOf(settings);
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
}

function problemsOf(settings: WriterSettings): string[] {
  const { stream, callRecords, callBytes, recordBytes, callsInFlight, callTimeoutMs } = settings;
  const { maxBytes, hashSlots } = settings.aggregation ?? {};
  const problems: string[] = [];
  if (!(stream.startsWith('arn:') ? streamArn : streamName).test(stream)) {
    problems.push(`stream is ${JSON.stringify(stream)}: give the name or the ARN of a data stream`);
  }
  const check = (name: string, value: number | undefined, least: number, most: number) => {
    if (value === undefined) return;
    if (Number.isInteger(value) && value >= least && value <= most) return;
    problems.push(`${name} is ${value}: give a whole number from ${least} to ${most}`);
  };
  check('callRecords', callRecords, 1, serviceLimits.callRecords);
  check('callBytes', callBytes, 1, serviceLimits.bytes);
  check('recordBytes', recordBytes, 1, Math.min(callBytes, serviceLimits.bytes));
  check('callsInFlight', callsInFlight, 1, 64);
  check('callTimeoutMs', callTimeoutMs, 1, 300_000);
  check('aggregation.maxBytes', maxBytes, 1024, recordBytes);
  check('aggregation.hashSlots', hashSlots, 1, 4096);
  return problems;
}
