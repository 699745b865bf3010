import type { JsonObject, KinesisStreamRecord } from '@logdrive/log-stream';
import { isObject, objectsIn, textIn } from '../../../records/json-object.ts';
import { type LogLine, lineRecord } from './line-record.ts';
import type { ReadOptions } from './piece.ts';

type Records = KinesisStreamRecord[];

/**
 * Records of a document in which events of CloudWatch Logs are handed about; undefined for any other
 * document. These are known: the event of a function that is subscribed to a log group by itself, and
 * the answers of `aws logs filter-log-events` and `get-log-events`.
 */
export function cloudWatchRecords(document: JsonObject, options: ReadOptions): Records | undefined {
  return ofSubscription(document, options) ?? ofListing(document, options);
}

function ofSubscription({ awslogs }: JsonObject, { records }: ReadOptions): Records | undefined {
  const data = isObject(awslogs) ? textIn(awslogs, 'data') : undefined;
  return data === undefined ? undefined : [records.make(data)];
}

function ofListing(document: JsonObject, options: ReadOptions): Records | undefined {
  const lines = objectsIn(document, 'events')?.map(logLine);
  if (lines === undefined || !lines.every((line) => line !== undefined)) return undefined;
  return byStream(lines).map((group) => lineRecord(group, options));
}

/** `ingestionTime` is what no application's own list of events has. */
function logLine(event: JsonObject): LogLine | undefined {
  const { timestamp, message, ingestionTime } = event;
  if (typeof timestamp !== 'number' || typeof ingestionTime !== 'number') return undefined;
  if (typeof message !== 'string') return undefined;
  return {
    message,
    timestamp,
    id: textIn(event, 'eventId'),
    logStream: textIn(event, 'logStreamName'),
  };
}

/** An envelope holds the events of one log stream. */
function byStream(lines: readonly LogLine[]): LogLine[][] {
  const groups: LogLine[][] = [];
  for (const line of lines) {
    const group = groups.at(-1);
    if (group !== undefined && group[0]?.logStream === line.logStream) group.push(line);
    else groups.push([line]);
  }
  return groups;
}
