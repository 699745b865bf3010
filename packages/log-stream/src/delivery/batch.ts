import { arrivedMsOf, type KinesisStreamRecord, shardOf, streamOf } from '../decode/record.ts';

/** The records of one shard that one invocation works on, as keys and ids need them. */
export interface Batch {
  stream: string;
  shard: string;
  /** Sequence numbers of the first and the last record. */
  first: string;
  last: string;
  /** When the first record arrived in the stream, epoch milliseconds. */
  arrivedMs: number;
}

/** @throws TypeError when there is no record: an empty batch has no boundaries */
export function batchOf(records: readonly KinesisStreamRecord[]): Batch {
  const first = records[0];
  const last = records.at(-1);
  if (first === undefined || last === undefined) throw new TypeError('a batch has a record');
  return {
    stream: streamOf(first),
    shard: shardOf(first),
    first: first.kinesis.sequenceNumber,
    last: last.kinesis.sequenceNumber,
    arrivedMs: arrivedMsOf(first),
  };
}
