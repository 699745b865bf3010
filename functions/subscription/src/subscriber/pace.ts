import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when the caller's turn has come. */
export type Pace = () => Promise<void>;

/**
 * Lets callers through one after another, at most `perSecond` of them a second, so that a run over
 * thousands of log groups leaves the account's quota to others too.
 */
export function createPace(perSecond: number): Pace {
  const intervalMs = 1000 / perSecond;
  let nextAt = 0;
  return async () => {
    const now = Date.now();
    const turn = Math.max(now, nextAt);
    nextAt = turn + intervalMs;
    if (turn > now) await sleep(turn - now);
  };
}
