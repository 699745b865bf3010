import { inspect } from 'node:util';
import { step } from '../console/progress.ts';
import { atMost } from './at-most.ts';

/** One thing that must hold for the whole repository. */
export interface Check {
  name: string;
  /** Resolves to what is wrong, in the words of the tool that found it, or to '' when all is well. */
  run: () => Promise<string>;
}

export interface CheckResult {
  name: string;
  /** What is wrong; '' when the check passed. */
  problem: string;
}

/**
 * Runs checks, two at a time, and shows each on standard error with its time. A check that throws
 * has failed; the others go on. The results come in the order of the checks.
 */
export function runChecks(checks: readonly Check[]): Promise<CheckResult[]> {
  return atMost(2, checks, runCheck);
}

async function runCheck({ name, run }: Check): Promise<CheckResult> {
  try {
    await step(name, async () => {
      const problem = await run();
      if (problem !== '') throw new CheckFailed(problem);
    });
    return { name, problem: '' };
  } catch (error) {
    return { name, problem: error instanceof CheckFailed ? error.message : inspect(error) };
  }
}

/** Makes the step read "failed". */
class CheckFailed extends Error {}
