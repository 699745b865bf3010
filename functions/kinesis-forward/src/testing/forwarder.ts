import { gunzipSync } from 'node:zlib';
import {
  createLog,
  createQuarantine,
  defaultKeys,
  type ObjectStore,
  type QuarantineEntry,
} from '@logdrive/log-stream';
import { kinesisEvent, type LambdaKinesisRecord } from '@logdrive/log-stream/testing';
import { Acknowledged } from '../acknowledged.ts';
import { createHandler } from '../handler.ts';
import type { TargetSink } from '../piece.ts';
import { createRouter } from '../router.ts';
import { hasList, type Target } from '../target.ts';

export interface ForwarderOptions {
  targets: readonly { target: Target; sink: TargetSink }[];
  /** Milliseconds that an invocation has. Default 30,000. */
  timeoutMs?: number;
}

/** The function before sinks of a test's own, with a quarantine in memory. */
export function createForwarder({ targets, timeoutMs = 30_000 }: ForwarderOptions) {
  const objects = new Map<string, Buffer>();
  const logged: Record<string, unknown>[] = [];
  const quarantine = { works: true };
  const store: ObjectStore = {
    putOnce: async ({ key, body }) => {
      if (!quarantine.works) throw new Error('S3 is down');
      if (objects.has(key)) return 'already_there';
      objects.set(key, body);
      return 'written';
    },
  };
  const log = createLog((line) => logged.push(JSON.parse(line)));
  const acknowledged = new Acknowledged();
  const handler = createHandler({
    route: createRouter(
      targets.map(({ target }) => target),
      defaultKeys,
    ),
    targets: targets.map(({ target, sink }) => ({
      name: target.name,
      hasList: hasList(target),
      sink,
    })),
    ...{ acknowledged, log, quarantine: createQuarantine(store, 'quarantine', log) },
  });
  return {
    /** @returns the sequence number from which on records come back */
    async handle(records: LambdaKinesisRecord[]): Promise<string | undefined> {
      const end = Date.now() + timeoutMs;
      const context = {
        functionName: 'forward',
        getRemainingTimeInMillis: () => end - Date.now(),
      };
      const { batchItemFailures } = await handler(kinesisEvent(records), context);
      return batchItemFailures[0]?.itemIdentifier;
    },
    quarantined: (): QuarantineEntry[] =>
      [...objects.values()].flatMap((body) =>
        gunzipSync(body)
          .toString()
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      ),
    ...{ logged, quarantine, acknowledged },
  };
}
