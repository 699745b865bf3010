import type { QueueTarget, StreamTarget } from '../target.ts';

const common = { logTypes: [], except: [], recordBytes: 1024 * 1024 };

/** A stream that takes everything. */
export function streamTarget(changes: Partial<StreamTarget> = {}): StreamTarget {
  return {
    ...common,
    kind: 'stream',
    name: 'stream',
    streamArn: 'arn:aws:kinesis:eu-west-1:123456789012:stream/target',
    partitionKey: undefined,
    aggregate: false,
    ...changes,
  };
}

/** A standard queue that takes everything. */
export function queueTarget(changes: Partial<QueueTarget> = {}): QueueTarget {
  return {
    ...common,
    kind: 'queue',
    name: 'queue',
    queueUrl: 'https://sqs.eu-west-1.amazonaws.com/123456789012/target',
    fifo: false,
    groupId: undefined,
    largeMessages: 'quarantine',
    ...changes,
  };
}
