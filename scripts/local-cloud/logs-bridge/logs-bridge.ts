import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalCloud } from '../cloud.ts';
import { createBridge } from './bridge-filters.ts';

const POLL_MS = 500;

export interface LogsBridge {
  /** Looks at the log groups at once, instead of within half a second. */
  look(): Promise<void>;
  /** Takes the bridge's filters away and looks no more. May be called twice. */
  stop(): Promise<void>;
  /** Looks no more; the filters stay and go on carrying, for a cloud that outlives this process. */
  leave(): Promise<void>;
}

export interface LogsBridgeOptions {
  cloud: Pick<LocalCloud, 'endpoint' | 'variables'>;
  /** 12 digits; by default the account of the cloud's own variables. */
  account?: string;
}

/**
 * FOR THE LOCAL CLOUD ONLY. MiniStack keeps a subscription of a log group to a Kinesis stream, and does
 * not deliver it; to a function it does. For each filter to a stream the bridge therefore adds a second
 * one, to a small function that puts what it gets into that stream, as it is. The product's own filters
 * stay as the product made them, and nothing of the product knows of the bridge. A filter to a log
 * destination of another account leads to that destination's stream.
 *
 * Only public calls of AWS are used. On AWS, CloudWatch Logs does all this itself.
 */
export async function startLogsBridge(options: LogsBridgeOptions): Promise<LogsBridge> {
  const { cloud, account = cloud.variables.AWS_ACCESS_KEY_ID ?? 'test' } = options;
  const bridge = createBridge((accessKeyId = account) => ({
    endpoint: cloud.endpoint,
    region: cloud.variables.AWS_REGION ?? 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'test' },
  }));
  const stopping = new AbortController();
  await bridge.look();
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => {});
      // The cloud may be gone already; while it is there, the next look mends what this one missed.
      if (!stopping.signal.aborted) await bridge.look().catch(() => {});
    }
  })();
  let stopped: Promise<void> | undefined;
  const end = (last: () => Promise<void>) => {
    stopped ??= (async () => {
      stopping.abort();
      await running;
      await last();
      bridge.destroy();
    })();
    return stopped;
  };
  return {
    look: () => bridge.look(),
    stop: () => end(() => bridge.removeAll().catch(() => {})),
    leave: () => end(async () => {}),
  };
}
