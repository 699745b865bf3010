import { createLogTypeFilter, readAggregate } from '@logdrive/log-stream';
import type { FoundRecord } from './stream-tail.ts';

/** What of a structured event is looked at here. */
export interface StructuredEvent {
  log_id: string;
  log_type: string;
  source?: { account: string; logGroup: string };
  [member: string]: unknown;
}

/** The structured events of a stream as text, in records of their own or in aggregates. */
export function structuredLines(records: readonly FoundRecord[]): string[] {
  return records.flatMap(({ data }) =>
    (readAggregate(data) ?? [{ data }]).map((record) => record.data.toString()),
  );
}

export function structuredEvents(records: readonly FoundRecord[]): StructuredEvent[] {
  return structuredLines(records).map((line) => JSON.parse(line) as StructuredEvent);
}

export function idsOf(events: readonly StructuredEvent[]): string[] {
  return events.map(({ log_id }) => log_id);
}

/** Whether a list of log types leaves an event out; an empty list leaves none out. */
export function leftOutBy(
  logTypes: readonly string[],
  events: readonly StructuredEvent[],
): (logId: string) => boolean {
  const wants = createLogTypeFilter(logTypes);
  const typeOf = new Map(events.map(({ log_id, log_type }) => [log_id, log_type]));
  return (logId) => !wants(typeOf.get(logId) ?? '');
}
