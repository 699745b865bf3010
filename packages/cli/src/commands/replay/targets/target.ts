import type { LogEvent } from '@logdrive/log-stream';

/** An event on its way. */
export interface Outgoing {
  event: LogEvent;
  partitionKey: string;
}

/** `again`: not as far as is known, and a later run may succeed. `refused`: never. */
export type Answer =
  | { status: 'taken' }
  | { status: 'again'; why: string }
  | { status: 'refused'; reason: string; detail: string };

/** Where events are sent, one call at a time. */
export interface Target {
  /** What one call takes. */
  most: { events: number; bytes: number };
  /** One answer for each event, in order. */
  send(events: readonly Outgoing[]): Promise<Answer[]>;
}
