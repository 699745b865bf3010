import { addTo, type Proof } from './prove-function.ts';
import { runTasks } from './run-tasks.ts';
import type { Task } from './worker.ts';

export interface ThreadedOptions {
  /** Schedules in all. */
  runs: number;
  seed: number;
  /** The path of a known failure: then it alone is run. */
  replay?: string | undefined;
  threads: number;
}

/** Schedules a task: enough to forget the cost of handing it over, few enough to see progress. */
const taskRuns = 250;

/**
 * Runs schedules on threads of Node's own, until one fails.
 *
 * @param onProgress told how many of how many have been run
 */
export async function proveInThreads(
  name: string,
  options: ThreadedOptions,
  onProgress: (progress: { done: number; total: number }) => void = () => {},
): Promise<Proof> {
  const proof: Proof = { schedules: 0, invocations: 0, faults: {}, outcomes: {} };
  const tasks = tasksOf(name, options);
  const total = tasks.reduce((sum, { runs }) => sum + runs, 0);
  await runTasks(tasks, options.threads, (_, part) => {
    proof.schedules += part.schedules;
    proof.invocations += part.invocations;
    addTo(proof.faults, part.faults);
    addTo(proof.outcomes, part.outcomes);
    if (part.failure !== undefined) proof.failure ??= part.failure;
    onProgress({ done: proof.schedules, total });
    return proof.failure === undefined;
  });
  return proof;
}

/** Each task has a seed of its own, which the failure's command names. */
function tasksOf(name: string, { runs, seed, replay }: ThreadedOptions): Task[] {
  if (replay !== undefined) return [{ name, runs: 1, seed, path: replay }];
  const count = Math.ceil(runs / taskRuns);
  return Array.from({ length: count }, (_, index) => ({
    name,
    runs: Math.min(taskRuns, runs - index * taskRuns),
    seed: seed + index,
  }));
}
