import type { QuarantineEntry } from '@logdrive/log-stream';

/** The quarantined events of one reason. */
export interface ReasonSummary {
  reason: string;
  count: number;
  /** The first of them. */
  example: QuarantineEntry;
}

/** Counts quarantined events by reason and keeps one example each. */
export class QuarantineSummary {
  readonly #byReason = new Map<string, ReasonSummary>();

  add(entry: QuarantineEntry): void {
    const known = this.#byReason.get(entry.reason);
    if (known === undefined) {
      this.#byReason.set(entry.reason, { reason: entry.reason, count: 1, example: entry });
    } else {
      known.count += 1;
    }
  }

  /** The most frequent first. */
  reasons(): ReasonSummary[] {
    return [...this.#byReason.values()].sort((a, b) => b.count - a.count);
  }
}
