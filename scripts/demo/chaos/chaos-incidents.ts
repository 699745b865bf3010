import { setTimeout as sleep } from 'node:timers/promises';
import type { ChaosStack } from './chaos-stack.ts';
import { killFunction } from './function-process.ts';
import type { Incident } from './incidents.ts';
import { HeldAnswers, slowDown, throttledStream } from './troubles.ts';

/** How long to wait for a batch to kill a function in. */
const batchPatienceMs = 20_000;

/** Of the throttled stream's records one in so many is taken. */
const takenOneIn = 50;

/** What goes wrong, in this order. Seconds from the first log. */
export function chaosIncidents(stack: ChaosStack): Incident[] {
  const { node, proxies, outputs } = stack;
  return [
    {
      name: 'OpenSearch is down',
      ...{ atSeconds: 10, forSeconds: 30 },
      begin: () => node.stop(),
      end: () => node.start(),
    },
    {
      name: 'S3 answers 503',
      ...{ atSeconds: 55, forSeconds: 20 },
      begin: async () => proxies.s3.set(slowDown),
      end: () => proxies.s3.set(),
    },
    {
      name: 'a target stream throttles',
      ...{ atSeconds: 80, forSeconds: 18 },
      begin: async () =>
        proxies.kinesis.set(throttledStream(outputs.target_stream_names.search, takenOneIn)),
      end: () => proxies.kinesis.set(),
    },
    {
      name: 'search is killed in mid-batch',
      ...{ atSeconds: 108, forSeconds: 0 },
      begin: () => killWhileIndexing(stack),
      end: () => proxies.opensearch.set(),
    },
  ];
}

/** Ends the function when OpenSearch has taken a bulk request of its batch and it has no answer yet. */
async function killWhileIndexing({ proxies, cloudDir, outputs }: ChaosStack): Promise<void> {
  const held = new HeldAnswers();
  proxies.opensearch.set(held.trouble('/_bulk'));
  try {
    const first = await Promise.race([held.first.then(() => true), sleep(batchPatienceMs, false)]);
    if (!first) throw new Error('no batch came in which the function could be killed');
    const killed = killFunction(cloudDir, outputs.function_names.search);
    if (killed === 0) throw new Error('the function has no process that could be killed');
  } finally {
    proxies.opensearch.set();
    held.release();
  }
}
