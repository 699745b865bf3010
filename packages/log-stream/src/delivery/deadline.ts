/** Until when an invocation may work before it has to answer. */
export interface Deadline {
  /** Milliseconds left to work; 0 when none. */
  remainingMs(): number;
  /** Aborts what is in flight when the time is up. */
  signal: AbortSignal;
  /**
   * A later deadline for what comes when the destination's time is up, and must be done before the
   * answer: the quarantine. It takes half of what is kept back.
   */
  last?(): Deadline;
}

const reserveShare = 0.1;
const reserveMs = { least: 500, most: 5_000 };

/**
 * Keeps back a tenth of the time left (at least 0.5 s, at most 5 s) for answering, so that what is
 * unfinished is reported as failed instead of the whole invocation timing out.
 *
 * @param remainingMs the invocation's clock: `() => context.getRemainingTimeInMillis()`
 */
export function createDeadline(remainingMs: () => number): Deadline {
  const total = remainingMs();
  const reserve = Math.min(reserveMs.most, Math.max(reserveMs.least, total * reserveShare));
  const keepingBack = (kept: number): Deadline => {
    const left = () => Math.max(0, remainingMs() - kept);
    return { remainingMs: left, signal: AbortSignal.timeout(Math.floor(left())) };
  };
  return { ...keepingBack(reserve), last: () => keepingBack(reserve / 2) };
}
