/**
 * The settings of an event source mapping for Kinesis, under the names of Lambda's own API, and its
 * defaults. -1 means without limit.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html
 */
export interface MappingSettings {
  /** Records a batch, 1 to 10,000. */
  batchSize: number;
  /**
   * Seconds to gather records for a batch, 0 to 300. (The API reference wants at least 1 for batches over
   * 10, yet the default for Kinesis is 100 records and 0 seconds: the model takes either.)
   */
  maximumBatchingWindowInSeconds: number;
  /** Batches of one shard under way at once, 1 to 10. */
  parallelizationFactor: number;
  /** Retries of a batch that reached the function and failed, -1 to 10,000. */
  maximumRetryAttempts: number;
  /** Age in seconds over which records are discarded, 60 to 604,800, or -1. */
  maximumRecordAgeInSeconds: number;
  bisectBatchOnFunctionError: boolean;
  reportBatchItemFailures: boolean;
  startingPosition: 'TRIM_HORIZON' | 'LATEST';
}

export const defaultMappingSettings: MappingSettings = {
  batchSize: 100,
  maximumBatchingWindowInSeconds: 0,
  parallelizationFactor: 1,
  maximumRetryAttempts: -1,
  maximumRecordAgeInSeconds: -1,
  bisectBatchOnFunctionError: false,
  reportBatchItemFailures: false,
  startingPosition: 'TRIM_HORIZON',
};

/**
 * What the documentation leaves open. A function has to be right under each of these, so a schedule
 * chooses them; the defaults are what is seen most.
 */
export interface SilentRules {
  /**
   * Whether a batch that is retried may take in records that came meanwhile. No documentation promises
   * that it keeps its boundaries.
   */
  retryTakesMore: boolean;
  /**
   * Whether a response that names the first record halves the batch (as a failure of the whole batch)
   * when bisecting is on. By the text it is "bisected at the returned sequence number", which leaves
   * it as it was.
   */
  firstRecordHalves: boolean;
  /** Whether retries count anew for what remains after a partial success. */
  progressResetsRetries: boolean;
  /** Whether the whole batch is discarded when its first record is too old, or the old records alone. */
  ageTakesWholeBatch: boolean;
  /** Milliseconds before the first retry; doubles up to `maxBackoffMs`. */
  backoffMs: number;
  maxBackoffMs: number;
}

export const defaultSilentRules: SilentRules = {
  retryTakesMore: false,
  firstRecordHalves: false,
  progressResetsRetries: false,
  ageTakesWholeBatch: false,
  backoffMs: 1_000,
  maxBackoffMs: 30_000,
};

/** @throws RangeError when Lambda's API would refuse the settings */
export function checkMappingSettings(settings: MappingSettings): void {
  const { batchSize, maximumBatchingWindowInSeconds: window } = settings;
  within('BatchSize', batchSize, 1, 10_000);
  within('MaximumBatchingWindowInSeconds', window, 0, 300);
  within('ParallelizationFactor', settings.parallelizationFactor, 1, 10);
  within('MaximumRetryAttempts', settings.maximumRetryAttempts, -1, 10_000);
  const age = settings.maximumRecordAgeInSeconds;
  if (age !== -1) within('MaximumRecordAgeInSeconds', age, 60, 604_800);
}

function within(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`${name} is ${value}: ${least} to ${most}`);
}
