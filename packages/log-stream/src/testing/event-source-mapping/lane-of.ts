import { hash } from 'node:crypto';

/**
 * Which of a shard's concurrent batches a record belongs to, from 0: all records of one partition key
 * to the same, so that they stay in order. (Which hash Lambda uses is not documented.)
 *
 * @see https://aws.amazon.com/blogs/compute/new-aws-lambda-scaling-controls-for-kinesis-and-dynamodb-event-sources/
 */
export function laneOf(partitionKey: string, parallelizationFactor: number): number {
  if (parallelizationFactor === 1) return 0;
  return Number.parseInt(hash('md5', partitionKey).slice(0, 8), 16) % parallelizationFactor;
}
