import type { Conform } from '@logdrive/log-stream';

/** Where the function's own log lines go. */
export interface OwnLogs {
  logGroup: string;
  /** Of the function: another account may have a log group of the same name. */
  account: string;
  region: string;
}

export interface OwnLogsGuard {
  /** As the given one, but events of the function's own log group are filtered. */
  conform: Conform;
  /** How many there were so far. */
  dropped(): number;
}

/**
 * Keeps the function from passing on its own log lines: each batch of them would make new ones, in
 * every function that reads the stream as well. Terraform and the subscriber refuse such a subscription;
 * this is for one that was made past them. It cannot keep Lambda from being invoked, so the events are
 * counted in a metric of their own (`OwnEventsDropped`), and should never be seen.
 */
export function withoutOwnLogs(conform: Conform, own: OwnLogs): OwnLogsGuard {
  let dropped = 0;
  return {
    conform(decoded) {
      const { origin } = decoded;
      const isOwn =
        origin !== undefined &&
        origin.logGroup === own.logGroup &&
        origin.account === own.account &&
        (origin.region ?? own.region) === own.region;
      if (!isOwn) return conform(decoded);
      dropped += 1;
      return undefined;
    },
    dropped: () => dropped,
  };
}
