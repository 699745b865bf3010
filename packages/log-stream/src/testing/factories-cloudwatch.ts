import { gzipSync } from 'node:zlib';

/** An envelope as CloudWatch Logs sends it to a subscription. */
export interface CloudWatchEnvelope {
  messageType: string;
  owner: string;
  logGroup: string;
  logStream: string;
  subscriptionFilters: string[];
  logEvents: CloudWatchLogEvent[];
  /** Present when the subscription is an account's. */
  policyLevel?: string;
}

/** A log event in an envelope. */
export interface CloudWatchLogEvent {
  id: string;
  /** Epoch milliseconds. */
  timestamp: number;
  message: string;
  extractedFields?: Record<string, string | undefined> | undefined;
}

/**
 * An envelope of CloudWatch Logs, as an object: change what should be strange about it, then send it
 * with `cloudwatchData`.
 *
 * @param messages messages of the log events, or whole log events
 * @param changes members of the envelope that should be other than by default
 */
export function cloudwatchEnvelope(
  messages: ReadonlyArray<string | CloudWatchLogEvent>,
  changes: Partial<CloudWatchEnvelope> = {},
): CloudWatchEnvelope {
  return {
    messageType: 'DATA_MESSAGE',
    owner: '123456789012',
    logGroup: '/aws/lambda/api',
    logStream: '2026/11/21/[$LATEST]5d3b8f0e7a1c4b6d9e2f1a0b3c4d5e6f',
    subscriptionFilters: ['to-kinesis'],
    logEvents: messages.map((message, index) =>
      typeof message === 'string' ? cloudwatchLogEvent(message, index) : message,
    ),
    ...changes,
  };
}

/** A log event with an id and a timestamp that grow with `index`. */
export function cloudwatchLogEvent(message: string, index = 0): CloudWatchLogEvent {
  const id = firstId + BigInt(index);
  return { id: String(id), timestamp: Date.UTC(2026, 10, 21, 5) + index, message };
}

const firstId = 38491839172948572938475629384756293847562938475629384756n;

/** The health check that CloudWatch Logs sends to a destination. */
export function cloudwatchControlMessage(): CloudWatchEnvelope {
  const message = 'CWL CONTROL MESSAGE: Checking health of destination Kinesis stream.';
  return cloudwatchEnvelope([{ id: '', timestamp: Date.UTC(2026, 10, 21, 5), message }], {
    messageType: 'CONTROL_MESSAGE',
    owner: 'CloudwatchLogs',
    logGroup: '',
    logStream: '',
    subscriptionFilters: [],
  });
}

/** The data of a Kinesis record as CloudWatch Logs writes it: gzip of the envelopes, one after another. */
export function cloudwatchData(...envelopes: readonly object[]): Buffer {
  return gzipSync(envelopes.map((envelope) => JSON.stringify(envelope)).join(''));
}
