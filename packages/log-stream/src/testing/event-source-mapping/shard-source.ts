import type { LambdaKinesisRecord } from '../factories.ts';

/** A shard of the stream, with those it came from by splitting or merging. */
export interface StreamShard {
  id: string;
  parents: readonly string[];
}

/** Some records of a shard, in order. */
export interface ShardRead {
  records: LambdaKinesisRecord[];
  /** Where to read on; undefined when the shard is closed and read to its end. */
  next: string | undefined;
}

/** The stream that a mapping reads: the model's own, or Kinesis by GetShardIterator and GetRecords. */
export interface ShardSource {
  listShards(): Promise<StreamShard[]>;
  /** Where a shard begins (TRIM_HORIZON), or where it ends by now (LATEST). */
  position(shard: string, at: 'TRIM_HORIZON' | 'LATEST'): Promise<string>;
  read(shard: string, from: string): Promise<ShardRead>;
}

/** The mapping's clock: virtual in proofs, real before a real stream. */
export interface MappingClock {
  /** Epoch milliseconds. */
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}
