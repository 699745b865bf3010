import { randomInt } from 'node:crypto';

/** What `make prove` is told by its environment. */
export interface ProveOptions {
  /** Schedules for each function. */
  runs: number;
  seed: number;
  /** Names of the functions. */
  functions: string[];
  /** The path of a failure to see again. */
  replay?: string;
}

/** The environment holds something that cannot be worked on. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/**
 * RUNS is the number of schedules in all, spread evenly over the functions.
 *
 * @param names of all functions under proof
 * @throws UsageError that says what to give instead
 */
export function parseOptions(
  env: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): ProveOptions {
  const chosen = env.FUNCTION ?? '';
  if (chosen !== '' && !names.includes(chosen)) {
    throw new UsageError(`FUNCTION is ${chosen}: give one of ${names.join(', ')}`);
  }
  const seed = numberOf('SEED', env.SEED, randomInt(2 ** 31), 0);
  const functions = chosen === '' ? [...names] : [chosen];
  const all = numberOf('RUNS', env.RUNS, 2_000 * functions.length, 1);
  const runs = Math.ceil(all / functions.length);
  const replay = env.REPLAY ?? '';
  if (replay === '') return { runs, seed, functions };
  if (chosen === '' || !env.SEED) {
    throw new UsageError('REPLAY wants the FUNCTION and SEED that were printed beside it');
  }
  return { runs: 1, seed, functions, replay };
}

function numberOf(name: string, text: string | undefined, otherwise: number, least: number) {
  if (text === undefined || text === '') return otherwise;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least && value < 2 ** 31) return value;
  throw new UsageError(`${name} is ${text}: give a whole number from ${least} on`);
}
