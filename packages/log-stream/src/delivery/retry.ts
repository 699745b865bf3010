import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from './deadline.ts';

/** Bounds of the pauses between attempts. */
export interface Backoff {
  /** Upper bound of the first pause in milliseconds; doubles with each attempt. Default 50. */
  baseMs?: number;
  /** Upper bound of any pause in milliseconds. Default 5,000. */
  maxMs?: number;
}

export interface RetryOptions extends Backoff {
  deadline: Deadline;
  /** Whether another attempt can help: a throttle or an outage can pass, a refusal does not. */
  isRetryable: (error: unknown) => boolean;
}

/**
 * The pause in milliseconds after the given number of failed attempts, 1 or more: random between 0
 * and its bound (full jitter), so that those who failed together do not come back together.
 */
export function fullJitterMs(
  failures: number,
  { baseMs = 50, maxMs = 5_000 }: Backoff = {},
): number {
  return Math.random() * Math.min(maxMs, baseMs * 2 ** (failures - 1));
}

/**
 * Tries until it succeeds, with full jitter between the attempts (each pause is random between 0
 * and its bound), or until the deadline leaves no time for the next pause.
 *
 * @throws the last attempt's error
 */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { deadline, isRetryable } = options;
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pauseMs = fullJitterMs(failures, options);
      if (!isRetryable(error) || pauseMs >= deadline.remainingMs()) throw error;
      await sleep(pauseMs);
    }
  }
}
