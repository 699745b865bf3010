import type { PutEntry } from './put-entry.ts';

interface CallLimits {
  callRecords: number;
  callBytes: number;
}

/**
 * Entries to be sent: those that wait out a pause, those whose pause is over, and the fresh ones, which
 * are asked for when their call is made: a batch has many thousands, and they need not all be in memory.
 */
export class EntryQueue {
  readonly #limits: CallLimits;
  readonly #fresh: Iterator<PutEntry>;
  #nextFresh: PutEntry | undefined;
  #due: PutEntry[] = [];
  #waiting: { dueMs: number; entries: readonly PutEntry[] }[] = [];

  constructor(entries: Iterable<PutEntry>, limits: CallLimits) {
    this.#limits = limits;
    this.#fresh = entries[Symbol.iterator]();
    this.#advance();
  }

  /**
   * Takes the entries of the next call, within its limits; empty when there is none to be sent now.
   * Up to half of a call is for entries whose pause is over, so that neither they nor the fresh ones
   * wait for the others to end: a throttled shard may refuse the same entries many times.
   */
  take(): PutEntry[] {
    this.#wake();
    const { callRecords, callBytes } = this.#limits;
    const call = new Call();
    const due = this.#due;
    const half = { callRecords: callRecords / 2, callBytes: callBytes / 2 };
    let fromDue = moveInto(call, due, 0, half);
    for (
      let fresh = this.#nextFresh;
      fresh && call.add(fresh, this.#limits);
      fresh = this.#nextFresh
    ) {
      this.#advance();
    }
    fromDue = moveInto(call, due, fromDue, this.#limits);
    due.splice(0, fromDue);
    return call.entries;
  }

  /** Puts entries back, to be sent again together when the pause is over. */
  putBack(entries: readonly PutEntry[], pauseMs: number): void {
    this.#waiting.push({ dueMs: performance.now() + pauseMs, entries });
  }

  /** Adds entries that may be sent at once. */
  add(entries: readonly PutEntry[]): void {
    for (const entry of entries) this.#due.push(entry);
  }

  /** Milliseconds until the first pause is over; undefined when nothing waits. */
  msUntilDue(): number | undefined {
    if (this.#waiting.length === 0) return undefined;
    const first = this.#waiting.reduce((least, { dueMs }) => Math.min(least, dueMs), Infinity);
    return Math.max(0, first - performance.now());
  }

  /** Takes out everything that is left. */
  drain(): PutEntry[] {
    const waiting = this.#waiting.flatMap(({ entries }) => entries);
    const left = [...this.#due, ...waiting];
    this.#due = [];
    this.#waiting = [];
    for (; this.#nextFresh !== undefined; this.#advance()) left.push(this.#nextFresh);
    return left;
  }

  #advance(): void {
    const next = this.#fresh.next();
    this.#nextFresh = next.done ? undefined : next.value;
  }

  #wake(): void {
    const now = performance.now();
    const over = this.#waiting.filter(({ dueMs }) => dueMs <= now);
    if (over.length === 0) return;
    this.#waiting = this.#waiting.filter(({ dueMs }) => dueMs > now);
    for (const { entries } of over) {
      for (const entry of entries) this.#due.push(entry);
    }
  }
}

class Call {
  readonly entries: PutEntry[] = [];
  private bytes = 0;

  /** False when there is no room for it. */
  add(entry: PutEntry, { callRecords, callBytes }: CallLimits): boolean {
    if (this.entries.length + 1 > callRecords || this.bytes + entry.bytes > callBytes) return false;
    this.entries.push(entry);
    this.bytes += entry.bytes;
    return true;
  }
}

/** Adds entries from `next` on while they fit; returns where it stopped. */
function moveInto(
  call: Call,
  entries: readonly PutEntry[],
  next: number,
  limits: CallLimits,
): number {
  for (let at = next; ; at += 1) {
    const entry = entries[at];
    if (entry === undefined || !call.add(entry, limits)) return at;
  }
}
