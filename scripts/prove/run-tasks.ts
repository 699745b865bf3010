import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Proof } from './prove-function.ts';
import type { Task } from './worker.ts';

/** What a function has in Lambda by default; a thread that needs more ends, and the proof with it. */
const memoryMb = 512;

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
    const worker = new Worker(join(import.meta.dirname, 'worker.ts'), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    try {
      for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
        if (!onProof(task, await runTask(worker, task))) queue.length = 0;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, thread));
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
