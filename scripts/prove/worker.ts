/** A thread that runs schedules, a task at a time. */
import { parentPort } from 'node:worker_threads';
import { type ProofOptions, proveFunction } from './prove-function.ts';
import { subjects } from './subjects.ts';

export interface Task extends ProofOptions {
  name: string;
}

parentPort?.on('message', async ({ name, ...options }: Task) => {
  const subject = subjects.find((each) => each.name === name);
  if (subject === undefined) throw new Error(`no function ${name}`);
  parentPort?.postMessage(await proveFunction(subject, options));
});
