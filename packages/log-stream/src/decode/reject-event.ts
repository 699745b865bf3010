import type { DecodedEvent, Reason, Reject } from './decoded-event.ts';
import { LateReject } from './late-reject.ts';

/** An event as a reject, with the bytes that arrived: out of an envelope, that with this one event in it. */
export function rejectEvent(event: DecodedEvent, reason: Reason, detail: string): Reject {
  const { bytes, record, position, partitionKey, origin } = event;
  if (origin === undefined) return { reason, detail, bytes, record, position, partitionKey };
  const reject = { reason, detail, record, position, partitionKey };
  return new LateReject(reject, origin.envelope, origin.index);
}
