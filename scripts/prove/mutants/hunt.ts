/**
 * Runs schedules against the sources beside it until one fails, and prints what came of it as JSON.
 * It runs in a copy of the sources.
 *
 *     node hunt.ts <function> <seed> <most schedules>
 */
import { proveFunction } from '../prove-function.ts';
import { subjects } from '../subjects.ts';

/** What a hunt found. */
export interface Catch {
  /** How many schedules were run, the one that failed included. */
  schedules: number;
  /** What was broken; undefined when nothing was. */
  violation?: string | undefined;
}

const [name, seed, runs] = process.argv.slice(2);
const subject = subjects.find((each) => each.name === name);
if (subject === undefined) throw new Error(`no function ${name}`);
const options = { seed: Number(seed), runs: Number(runs), plainest: false };
const { schedules, failure } = await proveFunction(subject, options);
const found: Catch = { schedules, violation: failure?.violations[0] };
process.stdout.write(JSON.stringify(found));
