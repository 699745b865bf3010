import { type Cell, table } from '../console/table.ts';
import type { Proof } from './prove-function.ts';

/** Prints what was run, the faults injected by kind, and the events by outcome; a column a function. */
export function printReport(
  proofs: ReadonlyMap<string, Proof & { ms: number }>,
  seed: number,
): void {
  const names = [...proofs.keys()];
  const all = [...proofs.values()];
  const rows: Cell[][] = [
    ['schedules', ...all.map(({ schedules }) => schedules)],
    ['a second', ...all.map(({ schedules, ms }) => Math.round((schedules / ms) * 1000))],
    ['invocations', ...all.map(({ invocations }) => invocations)],
  ];
  table([[`seed ${seed}`, ...names], ...rows]);
  console.log();
  const { none: _, ...faults } = sumOf(all.map((proof) => proof.faults));
  table([['faults injected', ...names], ...byName(faults, all, ({ faults: each }) => each)]);
  console.log();
  const outcomes = sumOf(all.map((proof) => proof.outcomes));
  table([['events', ...names], ...byName(outcomes, all, ({ outcomes: each }) => each)]);
}

function byName(
  sums: Record<string, number>,
  proofs: readonly Proof[],
  of: (proof: Proof) => Record<string, number>,
): Cell[][] {
  return Object.keys(sums)
    .sort()
    .map((name) => [name.replaceAll('_', ' '), ...proofs.map((proof) => of(proof)[name] ?? 0)]);
}

function sumOf(counts: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const count of counts) {
    for (const [name, value] of Object.entries(count)) sums[name] = (sums[name] ?? 0) + value;
  }
  return sums;
}
