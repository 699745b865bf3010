import type { Reject } from '../decode/decoded-event.ts';
import type { LogEvent } from '../schema/log-event.ts';
import type { Batch } from './batch.ts';
import type { Deadline } from './deadline.ts';

/**
 * The port to a destination. `deliver` tries until the deadline and answers for every event; what
 * the destination says never makes it throw. A thrown error means a bug.
 */
export interface Sink {
  deliver(events: readonly LogEvent[], batch: Batch, deadline: Deadline): Promise<SinkResult>;
}

/** delivered + refused + retry = the events given. */
export interface SinkResult {
  /** Number of events that the destination has acknowledged, now or in an earlier attempt. */
  delivered: number;
  /** Events that the destination will never take; they go into the quarantine. */
  refused: Reject[];
  /** Events whose fate is open: a later attempt may succeed. */
  retry: LogEvent[];
  /** Figures of the destination's own for the batch's log line, such as objects written. */
  figures?: Record<string, number>;
}
