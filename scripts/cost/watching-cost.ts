import { prices } from './prices.ts';

export type FunctionModule = 'kinesis-to-s3' | 'kinesis-to-es' | 'kinesis-forward' | 'subscription';

export interface WatchedFunction {
  module: FunctionModule;
  /** How many targets a `kinesis-forward` has. */
  targets?: number;
}

/** Of each function that reads a stream, and of one that subscribes log groups. */
export const alarms = { function: 6, subscriber: 6 };
/** Of what a mapping with EventCount says, all that a stream without a filter can bring about. */
const mappingMetrics = 5;
/** Of every function's own line: what came and what became of it. */
const commonMetrics = 7;

/** How many metrics a function writes itself. */
export function ownMetrics({ module, targets = 0 }: WatchedFunction): number {
  const own = {
    'kinesis-to-s3': 3,
    'kinesis-to-es': 11,
    'kinesis-forward': 2 + 4 * targets,
    subscription: 2,
  };
  return commonMetrics + own[module];
}

/** US dollars a month. A subscriber's metrics are there for an hour a day, and cost next to nothing. */
export function watchingCost(functions: readonly WatchedFunction[], subscribers: number): number {
  const rings = functions.length * alarms.function + subscribers * alarms.subscriber;
  const metrics = functions.map((one) => ownMetrics(one) + mappingMetrics);
  const { alarm, metric } = prices.cloudwatch;
  return rings * alarm + metrics.reduce((sum, count) => sum + count, 0) * metric;
}
