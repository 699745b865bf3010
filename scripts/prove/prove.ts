/**
 * `make prove`: attacks the claim that nothing is lost, with random schedules of faults.
 *
 * Environment: RUNS (schedules in all, 2000 a function), SEED, FUNCTION (all), REPLAY (a failure's path).
 * Exit code: 0 when every schedule kept the promise, 1 when one did not, 2 when called wrongly.
 */
import { availableParallelism } from 'node:os';
import { step } from '../console/progress.ts';
import { parseOptions, UsageError } from './options.ts';
import { failureText, type Proof } from './prove-function.ts';
import { proveInThreads } from './prove-in-threads.ts';
import { printReport } from './report.ts';
import { subjects } from './subjects.ts';

async function main(): Promise<number> {
  const options = parseOptions(
    process.env,
    subjects.map(({ name }) => name),
  );
  const failures: string[] = [];
  const proofs = new Map<string, Proof & { ms: number }>();
  for (const name of options.functions) {
    const started = performance.now();
    const proof = await step(`Proving ${name}`, (report) =>
      proveInThreads(name, { ...options, threads: availableParallelism() }, report),
    );
    proofs.set(name, { ...proof, ms: performance.now() - started });
    if (proof.failure) failures.push(failureText(name, proof.failure));
  }
  printReport(proofs, options.seed);
  for (const failure of failures) console.log(`\n${failure}`);
  return failures.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
