import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { CloudWatchLogsDecodedData } from 'aws-lambda';
import type { LogLine } from './log-lines.ts';
import type { FoundRecord } from './stream-tail.ts';

/** What CloudWatch Logs has put into a stream. */
export interface SubscriptionRecords {
  envelopes: CloudWatchLogsDecodedData[];
  lines: LogLine[];
  /** The ids that the structured events must get, the records that are no envelope included. */
  logIds: string[];
}

/**
 * Takes the records apart, and computes the log id of each event from where it stands. That is how
 * events get their ids whose own are not CloudWatch's numbers of 56 digits, as on the local AWS.
 */
export function takeApart(records: readonly FoundRecord[], streamArn: string): SubscriptionRecords {
  const envelopes: CloudWatchLogsDecodedData[] = [];
  const lines: LogLine[] = [];
  const logIds: string[] = [];
  for (const { eventId, data } of records) {
    const envelope = parseEnvelope(data);
    if (envelope === undefined) {
      logIds.push(logIdAt(streamArn, eventId, 0));
      continue;
    }
    envelopes.push(envelope);
    const { owner: account, logGroup, logStream } = envelope;
    envelope.logEvents.forEach(({ timestamp, message }, position) => {
      lines.push({ account, logGroup, logStream, timestamp, message });
      logIds.push(logIdAt(streamArn, eventId, position));
    });
  }
  return { envelopes, lines, logIds };
}

/** The log id of the event at a position in a record (docs/one-record.md). */
export function logIdAt(streamArn: string, eventId: string, position: number): string {
  const place = `${streamArn}\n${eventId}\n${position}`;
  return createHash('sha256').update(place).digest('hex').slice(0, 32);
}

function parseEnvelope(data: Buffer): CloudWatchLogsDecodedData | undefined {
  try {
    return JSON.parse(gunzipSync(data).toString()) as CloudWatchLogsDecodedData;
  } catch {
    return undefined;
  }
}
