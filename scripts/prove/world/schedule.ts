import type {
  MappingSettings,
  SilentRules,
} from '../../../packages/log-stream/src/testing/event-source-mapping/settings.ts';
import type { InvocationFate } from '../../../packages/log-stream/src/testing/lambda-service.ts';
import type {
  Outage,
  ScheduledFault,
} from '../../../packages/log-stream/src/testing/scheduled/call-fault.ts';
import type { RecordPlan } from './record-plan.ts';

/** A record put into the stream. */
export interface PlannedPut {
  /** Milliseconds after the put before. */
  afterMs: number;
  /** Number of the partition key. */
  key: number;
  record: RecordPlan;
  /** Any process that is handed this record dies. */
  poison: boolean;
  /** What is done to the stream's shards next. */
  reshard: 'no' | 'split' | 'merge';
}

/** All that is decided before a run: the same schedule takes the same course. */
export interface Schedule {
  /** Chooses among the function's settings. */
  variant: number;
  shards: number;
  puts: PlannedPut[];
  /** How many records are in the stream when the mapping begins. */
  before: number;
  settings: MappingSettings;
  rules: SilentRules;
  timeoutMs: number;
  /** What the calls meet, in turn; those after the last are answered. */
  faults: ScheduledFault[];
  outages: Outage[];
  /** What befalls the invocations, in turn. */
  fates: InvocationFate[];
  /** Which of the batches that succeed are handed over once more. */
  again: boolean[];
  /** Jumps of the wall clock. */
  jumps: { atMs: number; byMs: number }[];
}
