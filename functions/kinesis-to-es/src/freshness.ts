import type { LogEvent } from '@logdrive/log-stream';

/** How old events were when the engine acknowledged them. */
export interface Freshness {
  /** @param acknowledgedMs epoch milliseconds */
  add(event: LogEvent, acknowledgedMs: number): void;
  /** Milliseconds since the events' own time and since their arrival in Kinesis; none without events. */
  figures(): Record<string, number>;
}

export function createFreshness(): Freshness {
  const sinceEvent: number[] = [];
  const sinceArrival: number[] = [];
  return {
    add({ timeMs, record }, acknowledgedMs) {
      const arrivedMs = record.kinesis.approximateArrivalTimestamp * 1000;
      sinceEvent.push(Math.max(0, acknowledgedMs - timeMs));
      sinceArrival.push(Math.max(0, Math.round(acknowledgedMs - arrivedMs)));
    },
    figures: () => ({
      ...distribution('EventToAck', sinceEvent),
      ...distribution('ArrivalToAck', sinceArrival),
    }),
  };
}

function distribution(name: string, values: readonly number[]): Record<string, number> {
  if (values.length === 0) return {};
  const sorted = new Float64Array(values).sort();
  const at = (share: number) => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return { [`${name}P50Ms`]: at(0.5), [`${name}P95Ms`]: at(0.95), [`${name}MaxMs`]: at(1) };
}
