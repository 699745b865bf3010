import { setTimeout as sleep } from 'node:timers/promises';
import type { HopAccount } from './hop.ts';

export interface SettleOptions {
  /** Events that must have gone into the first hop. */
  atLeast: number;
  /** How long nothing may change before it is given up, in milliseconds. */
  patienceMs?: number;
  /** Time to wait, once all is accounted for, for what must not come: an event twice. */
  afterwardsMs?: number;
  /** Hears after each look how many of the events of all hops have arrived. */
  onLook?: (progress: { done: number; total: number }) => void;
}

/**
 * Looks at the hops until nothing is missing at any of them, and once more a little later.
 *
 * @returns what the last look has found; problems end the waiting
 * @throws Error that says where events are missing, when nothing has changed for as long as the patience
 *   lasts
 */
export async function settle(
  look: () => Promise<HopAccount[]>,
  options: SettleOptions,
): Promise<HopAccount[]> {
  const { atLeast, patienceMs = 60_000, afterwardsMs = 1500, onLook } = options;
  let before = '';
  let changedAt = Date.now();
  for (;;) {
    const hops = await look();
    const total = sum(hops.map(({ sent }) => sent));
    const missing = sum(hops.map((hop) => hop.missing.length));
    onLook?.({ done: total - missing, total });
    if (hops.some(({ problems }) => problems.length > 0)) return hops;
    if (missing === 0 && (hops[0]?.sent ?? 0) >= atLeast) break;
    const now = `${total} ${missing}`;
    if (now !== before) changedAt = Date.now();
    before = now;
    if (Date.now() - changedAt > patienceMs) throw new Error(describe(hops, atLeast));
    await sleep(400);
  }
  await sleep(afterwardsMs);
  return look();
}

function describe(hops: readonly HopAccount[], atLeast: number): string {
  const open = hops.map(({ name, sent, missing }) => `${missing.length} of ${sent} at ${name}`);
  return `not arrived: ${open.join('; ')} (${atLeast} events were written)`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
