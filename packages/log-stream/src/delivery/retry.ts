import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from './deadline.ts';

export interface RetryOptions {
  deadline: Deadline;
  /** Whether another attempt can help: a throttle or an outage can pass, a refusal does not. */
  isRetryable: (error: unknown) => boolean;
  /** Upper bound of the first pause in milliseconds; doubles with each attempt. Default 50. */
  baseMs?: number;
  /** Upper bound of any pause in milliseconds. Default 5,000. */
  maxMs?: number;
}

/**
 * Tries until it succeeds, with full jitter between the attempts (each pause is random between 0
 * and its bound), or until the deadline leaves no time for the next pause.
 *
 * @throws the last attempt's error
 */
export async function retry<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { deadline, isRetryable, baseMs = 50, maxMs = 5_000 } = options;
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const pauseMs = Math.random() * Math.min(maxMs, baseMs * 2 ** tries);
      if (!isRetryable(error) || pauseMs >= deadline.remainingMs()) throw error;
      await sleep(pauseMs);
    }
  }
}
