import type { Reject } from '../decode/decoded-event.ts';
import type { Takings } from './intake.ts';
import type { SinkResult } from './sink.ts';

/** received = delivered + filtered + quarantined + retried, in events. */
export interface Account {
  received: number;
  delivered: number;
  filtered: number;
  quarantined: number;
  retried: number;
}

/**
 * Adds up what became of a batch that is answered for as a whole. When it has to come back, all of it
 * counts as retried, so that over all attempts each event is counted once as what it became.
 *
 * @param result the sink's answer; undefined when the batch must come back
 * @throws Error when the numbers do not add up: an event would be lost
 */
export function accountFor(intake: Takings, result: SinkResult | undefined): Account {
  const received = intake.eventCount + intake.filtered + intake.rejects.length;
  if (result === undefined || result.retry.length > 0) {
    return { received, delivered: 0, filtered: 0, quarantined: 0, retried: received };
  }
  const { delivered, refused } = result;
  const { filtered } = intake;
  const quarantined = intake.rejects.length + refused.length;
  if (delivered + filtered + quarantined !== received) {
    throw new Error(
      `the sink answered for ${delivered + refused.length} of ${intake.eventCount} events`,
    );
  }
  return { received, delivered, filtered, quarantined, retried: 0 };
}

/** An answer to Lambda that names what shall be handed over again. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

/** Events quarantined, by reason. */
export function countReasons(rejects: readonly Reject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { reason } of rejects) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

/**
 * The answer to Lambda: everything from the given sequence number on comes back; nothing when it is
 * undefined. (Lambda takes the lowest number reported as the checkpoint, and an empty or unknown one
 * as failure of the whole batch.)
 */
export function batchResponse(failedFrom: string | undefined): BatchResponse {
  const batchItemFailures = failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }];
  return { batchItemFailures };
}
