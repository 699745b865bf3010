/**
 * `make prove`: attacks the claim that nothing is lost, with random schedules of faults.
 *
 * Environment: RUNS (schedules in all, 2000 a function), SEED, FUNCTION (all), REPLAY (a failure's path).
 * Exit code: 0 when every schedule kept the promise, 1 when one did not, 2 when called wrongly.
 */
import { availableParallelism } from 'node:os';
import { step } from '../console/progress.ts';
import { type ProveOptions, parseOptions, UsageError } from './options.ts';
import { addTo, type Failure, failureText, type Proof } from './prove-function.ts';
import { printReport } from './report.ts';
import { runTasks } from './run-tasks.ts';
import { subjects } from './subjects.ts';
import type { Task } from './worker.ts';

/** Schedules a task: enough to forget the cost of handing it over, few enough to see progress. */
const taskRuns = 250;

async function main(): Promise<number> {
  const options = parseOptions(
    process.env,
    subjects.map(({ name }) => name),
  );
  const failures: string[] = [];
  const proofs = new Map<string, Proof & { ms: number }>();
  for (const name of options.functions) {
    const { proof, failure } = await prove(name, options);
    proofs.set(name, proof);
    if (failure) failures.push(failureText(name, failure));
  }
  printReport(proofs, options.seed);
  for (const failure of failures) console.log(`\n${failure}`);
  return failures.length === 0 ? 0 : 1;
}

async function prove(name: string, options: ProveOptions) {
  const proof = { schedules: 0, invocations: 0, faults: {}, outcomes: {}, ms: 0 };
  const tasks = tasksOf(name, options);
  const total = tasks.reduce((sum, { runs }) => sum + runs, 0);
  let failure: Failure | undefined;
  const started = performance.now();
  await step(`Proving ${name}`, (report) =>
    runTasks(tasks, availableParallelism(), (_, part) => {
      proof.schedules += part.schedules;
      proof.invocations += part.invocations;
      addTo(proof.faults, part.faults);
      addTo(proof.outcomes, part.outcomes);
      report({ done: proof.schedules, total });
      failure ??= part.failure;
      return failure === undefined;
    }),
  );
  proof.ms = performance.now() - started;
  return { proof, failure };
}

/** Each task has a seed of its own, which the failure's command names. */
function tasksOf(name: string, { runs, seed, replay }: ProveOptions): Task[] {
  if (replay !== undefined) return [{ name, runs: 1, seed, path: replay }];
  const count = Math.ceil(runs / taskRuns);
  return Array.from({ length: count }, (_, index) => ({
    name,
    runs: Math.min(taskRuns, runs - index * taskRuns),
    seed: seed + index,
  }));
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
