import type { StackShape } from './monthly-cost.ts';

/** The examples, by their folder. */
export const stacks: Readonly<Record<string, StackShape>> = {
  archive: {
    streams: [{ share: 1, readers: 1 }],
    functions: [{ module: 'kinesis-to-s3', share: 1 }],
    archive: { share: 1, months: 13 },
  },
  search: {
    streams: [{ share: 1, readers: 1 }],
    functions: [{ module: 'kinesis-to-es', share: 1 }],
    search: { share: 1, days: 30 },
  },
  // A fifth of the logs is searched, in these three alike, so that their costs can be compared.
  'stream-per-destination': {
    streams: [
      { share: 0.8, readers: 1 },
      { share: 0.2, readers: 1 },
    ],
    functions: [
      { module: 'kinesis-to-s3', share: 0.8 },
      { module: 'kinesis-to-es', share: 0.2 },
    ],
    archive: { share: 0.8, months: 13 },
    search: { share: 0.2, days: 30 },
  },
  'shared-stream': {
    streams: [{ share: 1, readers: 2 }],
    functions: [
      { module: 'kinesis-to-s3', share: 1 },
      { module: 'kinesis-to-es', share: 1 },
    ],
    archive: { share: 1, months: 13 },
    search: { share: 0.2, days: 30 },
  },
  routing: {
    streams: [
      { share: 1, readers: 1 },
      { share: 1, readers: 1 },
      { share: 0.2, readers: 1 },
    ],
    functions: [
      { module: 'kinesis-forward', targets: 2, share: 1 },
      { module: 'kinesis-to-s3', share: 1 },
      { module: 'kinesis-to-es', share: 0.2 },
    ],
    archive: { share: 1, months: 13 },
    search: { share: 0.2, days: 30 },
  },
  // A tenth of the logs goes to the FIFO queue as well.
  'queue-worker': {
    streams: [{ share: 1, readers: 1 }],
    functions: [{ module: 'kinesis-forward', targets: 2, share: 1 }],
    queue: { share: 1.1 },
  },
  // CloudWatch Logs sends gzip: a fifth of the bytes, small envelopes included. What is made of it is
  // aggregated.
  'routing-cloudwatch': {
    cloudwatchLogs: { share: 1 },
    streams: [
      { share: 0.2, readers: 1, packed: true },
      { share: 1, readers: 1, packed: true },
      { share: 1, readers: 1, packed: true },
      { share: 0.2, readers: 1, packed: true },
    ],
    functions: [
      { module: 'subscription', share: 1 },
      { module: 'kinesis-forward', targets: 2, share: 1 },
      { module: 'kinesis-to-s3', share: 1 },
      { module: 'kinesis-to-es', share: 0.2 },
    ],
    subscribers: 1,
    archive: { share: 1, months: 13 },
    search: { share: 0.2, days: 30 },
  },
  'central-logging': {
    cloudwatchLogs: { share: 1 },
    streams: [
      { share: 0.2, readers: 1, packed: true },
      { share: 1, readers: 1, packed: true },
    ],
    functions: [
      { module: 'subscription', share: 1 },
      { module: 'kinesis-to-s3', share: 1 },
    ],
    subscribers: 1,
    archive: { share: 1, months: 13 },
  },
};
