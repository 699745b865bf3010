import fc from 'fast-check';
import { schedulesOf } from './world/random-schedule.ts';
import { type Run, runSchedule } from './world/run-schedule.ts';
import type { Subject } from './world/subject.ts';

export interface ProofOptions {
  runs: number;
  seed: number;
  /** Where in the seed's schedules a known failure stands, as fast-check tells it. */
  path?: string;
  /** Whether to look for the plainest schedule that fails. Default: yes. */
  plainest?: boolean;
}

/** A schedule under which the function broke its promise, made as plain as it can be. */
export interface Failure {
  seed: number;
  path: string;
  /** Number of the schedule that failed, from 1. */
  schedules: number;
  violations: string[];
  story: string[];
}

/** What many schedules came to. */
export interface Proof {
  schedules: number;
  invocations: number;
  /** Calls and invocations by the fault they met. */
  faults: Record<string, number>;
  outcomes: Record<string, number>;
  failure?: Failure;
}

/** Runs schedules until one fails, and then simpler ones until none simpler fails. */
export async function proveFunction(subject: Subject, options: ProofOptions): Promise<Proof> {
  await subject.prepare();
  const proof: Proof = { schedules: 0, invocations: 0, faults: {}, outcomes: {} };
  let failed: Run | undefined;
  const property = fc.asyncProperty(schedulesOf(subject), async (schedule) => {
    const run = await runSchedule(schedule, subject);
    if (failed === undefined) count(run, proof);
    if (run.violations.length === 0) return true;
    failed = run;
    return false;
  });
  const { runs, seed, path, plainest = true } = options;
  const details = await fc.check(property, {
    numRuns: path === undefined ? runs : 1,
    seed,
    ...(path !== undefined && { path }),
    endOnFailure: path !== undefined || !plainest,
  });
  if (failed !== undefined) {
    const { violations, story } = failed;
    proof.failure = {
      seed,
      path: details.counterexamplePath ?? '',
      schedules: proof.schedules,
      violations,
      story,
    };
  }
  return proof;
}

function count(run: Run, proof: Proof): void {
  proof.schedules += 1;
  proof.invocations += run.invocations;
  addTo(proof.faults, run.faults);
  addTo(proof.outcomes, { ...run.outcomes });
}

/** Adds counts to counts of the same names. */
export function addTo(sums: Record<string, number>, more: Record<string, number>): void {
  for (const [name, value] of Object.entries(more)) sums[name] = (sums[name] ?? 0) + value;
}

/** The command that runs a failing schedule again. */
export function commandFor(name: string, { seed, path }: Failure): string {
  return `make prove FUNCTION=${name} SEED=${seed} REPLAY=${path}`;
}

/** A failure for people: what was broken, what happened, and how to see it again. */
export function failureText(name: string, failure: Failure): string {
  return [
    `${name} broke its promise at schedule ${failure.schedules}:`,
    ...failure.violations.map((violation) => `  ${violation}`),
    'What happened, in the plainest schedule that shows it:',
    ...failure.story.map((line) => `  ${line}`),
    `Again: ${commandFor(name, failure)}`,
  ].join('\n');
}
