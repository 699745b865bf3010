import { setTimeout as sleep } from 'node:timers/promises';
import type { Received } from '@logdrive/log-stream/testing';
import type { ChaosStack, FunctionRole } from './chaos-stack.ts';
import type { FaultyProxy } from './faulty-proxy.ts';
import { killFunction } from './function-process.ts';
import type { Incident } from './incidents.ts';
import { HeldAnswers, isBulk, isPutRecords, slowDown, throttledStream } from './troubles.ts';

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
      ...{ atSeconds: 106, forSeconds: 0 },
      begin: () => killInMidBatch(stack, 'search', proxies.opensearch, isBulk),
    },
    {
      name: 'forward is killed in mid-batch',
      ...{ atSeconds: 112, forSeconds: 0 },
      begin: () => killInMidBatch(stack, 'forward', proxies.kinesis, isPutRecords),
    },
  ];
}

/** Ends a function when something of a batch is written, and it has no answer yet. */
async function killInMidBatch(
  { cloudDir, outputs }: ChaosStack,
  role: FunctionRole,
  proxy: FaultyProxy,
  writes: (received: Received) => boolean,
): Promise<void> {
  const held = new HeldAnswers();
  proxy.set(held.trouble(writes));
  try {
    const first = await Promise.race([held.first.then(() => true), sleep(batchPatienceMs, false)]);
    if (!first) throw new Error(`${role} has written nothing, in the middle of which to kill it`);
    const killed = killFunction(cloudDir, outputs.function_names[role]);
    if (killed === 0) throw new Error(`${role} has no process that could be killed`);
  } finally {
    proxy.set();
    held.release();
  }
}
