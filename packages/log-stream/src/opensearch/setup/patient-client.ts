import { setTimeout as sleep } from 'node:timers/promises';
import type { SetupAnswer, SetupClient } from './setup-client.ts';

export interface Patience {
  /** Milliseconds from now in which a refused request is sent again; 0: none is. */
  forMs: number;
  /** The first pause in milliseconds; it doubles up to five times as long. Default 1,000. */
  pauseMs?: number;
}

/**
 * A client that asks again when it is refused with 401 or 403: a role, its policy, a domain's access
 * policy and its users hold everywhere only some time after they were made, and Terraform sets up in
 * the same minute.
 */
export function patientClient(client: SetupClient, patience: Patience): SetupClient {
  const { forMs, pauseMs: firstMs = 1_000 } = patience;
  const end = Date.now() + forMs;
  return {
    async request(request) {
      const started = Date.now();
      let pauseMs = firstMs;
      let answer = await client.request(request);
      while (isRefused(answer) && Date.now() + pauseMs <= end) {
        await sleep(pauseMs);
        pauseMs = Math.min(pauseMs * 2, firstMs * 5);
        answer = await client.request(request);
      }
      return { ...answer, askedForMs: pauseMs === firstMs ? 0 : Date.now() - started };
    },
  };
}

function isRefused({ statusCode }: SetupAnswer): boolean {
  return statusCode === 401 || statusCode === 403;
}
