import { failureText, proveFunction } from './prove-function.ts';
import type { Subject } from './world/subject.ts';

/** Schedules a function in a test run; `make prove` runs as many as one has time for. */
const runs = 2_000;

/** The claim as a jest test: a failure prints its story, and the command that shows it again. */
export function testProof(subject: Subject): void {
  test(`${subject.name} keeps its promise over ${runs} random schedules`, async () => {
    const proof = await proveFunction(subject, { runs, seed: 20_261_121 });
    if (proof.failure) throw new Error(failureText(subject.name, proof.failure));
    expect(proof.schedules).toBe(runs);
    expect(proof.outcomes.delivered).toBeGreaterThan(runs);
    expect(proof.outcomes.handed_over).toBeGreaterThan(0);
  }, 300_000);
}
