import {
  type CloudWatchLogsClient,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';

/** How long the events of a batch were on their way. */
interface BatchFreshness {
  events: number;
  /** Of half of the batch's events at most. */
  medianMs: number;
  maxMs: number;
}

/** How long events were on their way, from their arrival in the stream until the destination had them. */
export interface Freshness {
  batches: number;
  /** The median of the batch that holds the median event. */
  typicalMs: number;
  maxMs: number;
}

/** Reads from a function's own log how fresh it delivers; undefined when it says nothing of that. */
export async function readFreshness(
  client: CloudWatchLogsClient,
  logGroupName: string,
): Promise<Freshness | undefined> {
  const input = { logGroupName, filterPattern: 'ArrivalToAckMaxMs' };
  const messages: string[] = [];
  for await (const { events = [] } of paginateFilterLogEvents({ client }, input)) {
    for (const { message } of events) if (message !== undefined) messages.push(message);
  }
  return freshnessOf(messages);
}

/** How fresh a function delivers, by the lines of its log. */
export function freshnessOf(messages: readonly string[]): Freshness | undefined {
  const batches = messages.flatMap(readLine).sort((a, b) => a.medianMs - b.medianMs);
  const half = batches.reduce((sum, { events }) => sum + events, 0) / 2;
  let before = 0;
  const typical = batches.find(({ events }) => {
    before += events;
    return before >= half;
  });
  if (typical === undefined) return undefined;
  const maxMs = Math.max(...batches.map((batch) => batch.maxMs));
  return { batches: batches.length, typicalMs: typical.medianMs, maxMs };
}

/** Nothing for a line that is none on a batch with delivered events. */
function readLine(message: string): BatchFreshness[] {
  if (!message.includes('"ArrivalToAckMaxMs"')) return [];
  const line = JSON.parse(message) as Record<string, unknown>;
  const { ArrivalToAckP50Ms: medianMs, ArrivalToAckMaxMs: maxMs, EventsDelivered: events } = line;
  return [{ events: Number(events), medianMs: Number(medianMs), maxMs: Number(maxMs) }];
}
