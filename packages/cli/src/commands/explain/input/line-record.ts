import type { KinesisStreamRecord } from '@logdrive/log-stream';
import type { ReadOptions } from './piece.ts';

/** One event of CloudWatch Logs; what is not known of it is made up when it is sent. */
export interface LogLine {
  message: string;
  id?: string | undefined;
  /** Epoch milliseconds. */
  timestamp?: number;
  logStream?: string | undefined;
}

/** What stands for a log group and a log stream of which nothing is known. */
const nameless = 'explain';

/**
 * A record as CloudWatch Logs would send it for these lines of one log stream: an envelope is what
 * makes a line an event, so lines go through the same code as all else.
 */
export function lineRecord(
  lines: readonly LogLine[],
  { logGroup = nameless, records }: ReadOptions,
): KinesisStreamRecord {
  const now = records.now();
  const envelope = {
    messageType: 'DATA_MESSAGE',
    owner: records.account,
    logGroup,
    logStream: lines[0]?.logStream ?? nameless,
    subscriptionFilters: [nameless],
    logEvents: lines.map(({ id = '', timestamp = now, message }) => ({ id, timestamp, message })),
  };
  return records.make(Buffer.from(JSON.stringify(envelope)));
}
