import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

export type Work = () => unknown | Promise<unknown>;

/** Milliseconds of wall time, and of processor time over all threads. */
export interface Cost {
  wall: number;
  cpu: number;
}

/**
 * Runs several pieces of work in turn, A B C C B A ..., so that a machine that slows down slows all of
 * them, and answers the cost of each turn. The first `warmUp` rounds are not counted.
 *
 * @param runs that a turn has: several where much garbage is made. Then a turn begins without any: what one
 *   piece of work leaves, another would have to clear away
 */
export async function inTurn<K extends string>(
  work: Record<K, Work>,
  { rounds, warmUp, runs = 1 }: { rounds: number; warmUp: number; runs?: number },
): Promise<Record<K, Cost[]>> {
  const names = Object.keys(work) as K[];
  const costs = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<K, Cost[]>;
  for (let round = 0; round < rounds + warmUp; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const cost = await costOf(work[name], runs);
      if (round >= warmUp) costs[name].push(cost);
    }
  }
  return costs;
}

async function costOf(work: Work, runs: number): Promise<Cost> {
  if (runs > 1) collectGarbage();
  const cpu = process.cpuUsage();
  const started = performance.now();
  for (let run = 0; run < runs; run += 1) await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wall: performance.now() - started, cpu: (user + system) / 1000 };
}

/** Median over the rounds of `a / b`, pair by pair. */
export function ratio(a: readonly Cost[], b: readonly Cost[], of: keyof Cost): number {
  return median(a.map((cost, round) => cost[of] / (b[round]?.[of] ?? Number.NaN)));
}
