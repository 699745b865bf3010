import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Proof } from './prove-function.ts';
import type { Task } from './worker.ts';

/** What a function has in Lambda by default; a thread that needs more ends, and the proof with it. */
const memoryMb = 512;

/**
 * Tasks until a thread is started anew, as Lambda does with a sandbox now and then. What is played here
 * leaves some 40 KB a schedule behind (a handler by itself none), so that a thread has an end.
 */
const tasksAThread = 8;

/**
 * Runs tasks on as many threads as given, in their order.
 *
 * @param onProof told of each task's end; answers whether to go on
 */
export async function runTasks(
  tasks: readonly Task[],
  threads: number,
  onProof: (task: Task, proof: Proof) => boolean,
): Promise<void> {
  const queue = [...tasks];
  const thread = async () => {
    while (queue.length > 0) await runSome(queue, onProof);
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, thread));
}

/** Takes tasks off the queue until the thread has done its share. */
async function runSome(queue: Task[], onProof: (task: Task, proof: Proof) => boolean) {
  const worker = new Worker(join(import.meta.dirname, 'worker.ts'), {
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
  });
  try {
    for (let done = 0; done < tasksAThread; done += 1) {
      const task = queue.shift();
      if (task === undefined) return;
      if (!onProof(task, await runTask(worker, task))) queue.length = 0;
    }
  } finally {
    await worker.terminate();
  }
}

function runTask(worker: Worker, task: Task): Promise<Proof> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (proof: Proof) => {
      worker.off('error', reject);
      resolve(proof);
    });
    worker.postMessage(task);
  });
}
