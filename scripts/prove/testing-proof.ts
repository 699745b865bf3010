import { failureText } from './prove-function.ts';
import { proveInThreads } from './prove-in-threads.ts';
import type { Subject } from './world/subject.ts';

/** Schedules a function in a test run; `make prove` runs as many as one has time for. */
const runs = 2_000;

/**
 * The claim as a jest test: a failure prints its story, and the command that shows it again. The schedules
 * run on a thread of Node's own, four times as fast as inside jest.
 */
export function testProof({ name }: Subject): void {
  test(`${name} keeps its promise over ${runs} random schedules`, async () => {
    const options = { runs, seed: 20_261_121, threads: 1 };
    const proof = await proveInThreads(name, options);
    if (proof.failure) throw new Error(failureText(name, proof.failure));
    expect(proof.schedules).toBe(runs);
    expect(proof.outcomes.delivered).toBeGreaterThan(runs);
    expect(proof.outcomes.handed_over).toBeGreaterThan(0);
  }, 300_000);
}
