/**
 * What a call to a service meets.
 *
 * Refused, without effect: `throttled`, `server_error`, `denied`, `conflict` (another write of the same
 * key is under way). Broken off: `reset` (no effect), `hidden` (it took effect), `garbled` (it took
 * effect, and its answer cannot be read). No answer until the caller gives up: `hang` (no effect),
 * `hidden_hang` (it took effect), `late` (it takes effect after the caller has given up). `slow`: the
 * answer takes `ms`. `partial`: the call is taken, and some of its entries fail. `crash_before` and
 * `crash_after`: the caller's process dies before or after the call took effect.
 */
export type CallFaultKind =
  | 'none'
  | 'throttled'
  | 'server_error'
  | 'denied'
  | 'conflict'
  | 'reset'
  | 'hidden'
  | 'garbled'
  | 'hang'
  | 'hidden_hang'
  | 'late'
  | 'slow'
  | 'partial'
  | 'crash_before'
  | 'crash_after';

export interface ScheduledFault {
  kind: CallFaultKind;
  /** Of `slow`: until the answer. Of `late`: from the call to its effect. */
  ms?: number;
  /** Of `partial`: entry i fails when bit `i % 16` is set, in one way or another by bit `(i + 1) % 16`. */
  entries?: number;
}

/** A service that is down or throttles for a while. */
export interface Outage {
  /** Name of the service, or `all`. */
  service: string;
  /** Milliseconds since the beginning. */
  fromMs: number;
  toMs: number;
  kind: CallFaultKind;
  /** Of `partial`, as above: what stands first in a call may fail for as long as the outage lasts. */
  entries?: number;
}

const passing = new Set<CallFaultKind>([
  ...(['throttled', 'server_error', 'conflict', 'reset', 'hidden', 'garbled', 'partial'] as const),
]);

/** Whether the call succeeds when it is made again at once. */
export function passesAtOnce(kind: CallFaultKind): boolean {
  return passing.has(kind);
}

const refusals = new Set<CallFaultKind>(['throttled', 'server_error', 'denied', 'conflict']);

export function isRefusal(kind: CallFaultKind): boolean {
  return refusals.has(kind);
}

/** Whether the call takes effect in spite of the fault, at once. */
export function takesEffect(kind: CallFaultKind): boolean {
  return ['none', 'slow', 'partial', 'hidden', 'garbled', 'hidden_hang', 'crash_after'].includes(
    kind,
  );
}
