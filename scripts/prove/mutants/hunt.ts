/**
 * Runs schedules against the sources beside it until one fails, and prints what came of it as JSON.
 * It runs in a copy of the sources, where the code may be broken in any way: so the schedules have a
 * thread of their own, which is given up when it does not end.
 *
 *     node hunt.ts <function> <seed> <most schedules>
 */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { proveFunction } from '../prove-function.ts';
import { subjects } from '../subjects.ts';

/** What a hunt found. */
export interface Catch {
  /** How many schedules were run, the one that failed included. */
  schedules: number;
  /** What was broken; undefined when nothing was. */
  violation?: string | undefined;
}

const longestMs = 300_000;

async function hunt([name, seed, runs]: readonly string[]): Promise<Catch> {
  const subject = subjects.find((each) => each.name === name);
  if (subject === undefined) throw new Error(`no function ${name}`);
  const options = { seed: Number(seed), runs: Number(runs), plainest: false };
  const { schedules, failure } = await proveFunction(subject, options);
  return { schedules, violation: failure?.violations[0] };
}

function inThread(args: string[]): Promise<Catch> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(import.meta.filename, { argv: args });
    const endless = { schedules: 0, violation: 'it did not end' };
    setTimeout(() => resolve(endless), longestMs).unref();
    thread.once('message', resolve);
    thread.once('error', reject);
  });
}

const args = process.argv.slice(2);
if (isMainThread) {
  const found = await inThread(args);
  process.stdout.write(JSON.stringify(found), () => process.exit());
} else {
  parentPort?.postMessage(await hunt(args));
}
