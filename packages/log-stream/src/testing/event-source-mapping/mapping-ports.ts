import type { LambdaKinesisRecord } from '../factories.ts';
import type { DiscardedBatch } from './discarded-batch.ts';
import type { InvocationResult } from './response.ts';
import type { MappingSettings, SilentRules } from './settings.ts';
import type { MappingClock, ShardSource } from './shard-source.ts';

/** All that a mapping works with. */
export interface MappingPorts {
  settings: MappingSettings;
  rules: SilentRules;
  source: ShardSource;
  clock: MappingClock;
  /** Invokes the function and waits for its end. */
  invoke(event: { Records: LambdaKinesisRecord[] }, shard: string): Promise<InvocationResult>;
  /** Takes a batch that is given up: the on-failure destination. */
  onFailure(batch: DiscardedBatch): Promise<void>;
  /** Told of records whose checkpoint has passed. */
  settled?(records: readonly LambdaKinesisRecord[]): void;
  /**
   * Whether a batch that succeeded is handed over once more: "event source mappings process each event
   * at least once, and duplicate processing of records can occur".
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
   */
  handsOverAgain?(): boolean;
}
