import type { SetAside } from './forms/set-aside.ts';

/** What is to be replayed; what is undefined lets everything through. */
export interface Selection {
  /** Reasons, `*` standing for any text. */
  reason: ((reason: string) => boolean) | undefined;
  logType: ((logType: string) => boolean) | undefined;
  stream: string | undefined;
  /** Arrived at or after, epoch milliseconds. */
  sinceMs: number | undefined;
  /** Arrived before, epoch milliseconds. */
  untilMs: number | undefined;
}

/** By all but the log type, which is known only when the bytes have been read. */
export function isSelected(entry: SetAside, selection: Selection): boolean {
  const { reason, stream, sinceMs, untilMs } = selection;
  if (reason !== undefined && !reason(entry.reason)) return false;
  if (stream !== undefined && entry.stream !== stream) return false;
  if (sinceMs === undefined && untilMs === undefined) return true;
  // What does not say when it arrived is not known to be within the time asked for.
  const arrived = entry.arrivedMs ?? Number.NaN;
  return arrived >= (sinceMs ?? -Infinity) && arrived < (untilMs ?? Infinity);
}
