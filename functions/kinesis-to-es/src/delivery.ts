import { type Deadline, type LogEvent, type Reject, retry } from '@logdrive/log-stream';
import { type BodyLimits, cut, type Entry, halves } from './bulk-body.ts';
import type { Item, Refusal } from './bulk-item.ts';
import type { FailedCall } from './failed-call.ts';
import { createFreshness } from './freshness.ts';

/** What came of a bulk request: an item for each entry, or a failure of the whole. */
export type BulkAnswer = { kind: 'items'; items: readonly Item[] } | FailedCall;

export interface DeliveryOptions {
  /** Sends a body once; never throws for what the engine says or does. */
  post: (entries: readonly Entry[]) => Promise<BulkAnswer>;
  deadline: Deadline;
  limits: BodyLimits;
  /** What to send in place of a document that the index refuses; without it the event is refused. */
  asText: ((entry: Entry, refusal: Refusal) => Entry) | undefined;
}

const tooLarge =
  'the endpoint takes no request of this size: if that comes often, lower BULK_BYTES';

/** Entries are left that a later attempt may write. */
class UnfinishedError extends Error {
  override name = 'UnfinishedError';
}

/** Sends a batch's bodies and keeps account of every entry. */
export class Delivery {
  readonly refused: Reject[] = [];
  readonly retry: LogEvent[] = [];
  /** Documents acknowledged: written now, written before, and of both those kept as text. */
  readonly counts = { created: 0, there: 0, keptAsText: 0 };
  readonly freshness = createFreshness();
  /** Why an attempt had to be made again, by type. */
  readonly troubles = new Map<string, Refusal>();
  readonly #options: DeliveryOptions;
  #halted = false;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  /** Sends a body until each of its entries is answered for, or until the deadline. */
  async send(body: readonly Entry[]): Promise<void> {
    const { deadline } = this.#options;
    let left = body;
    const attempt = async () => {
      if (this.#halted || deadline.remainingMs() === 0) throw new UnfinishedError();
      left = await this.#sendOnce(left);
      if (left.length > 0) throw new UnfinishedError();
    };
    const isRetryable = (error: unknown) => error instanceof UnfinishedError && !this.#halted;
    try {
      await retry(attempt, { deadline, isRetryable });
    } catch (error) {
      if (!(error instanceof UnfinishedError)) throw error;
      for (const { event } of left) this.retry.push(event);
    }
  }

  /** @returns the entries to be sent again */
  async #sendOnce(entries: readonly Entry[]): Promise<readonly Entry[]> {
    const answer = await this.#options.post(entries);
    if (answer.kind === 'items') return this.#settle(entries, answer.items);
    if (answer.kind === 'too_large' || answer.kind === 'refused') {
      await this.#takeApart(entries, answer);
      return [];
    }
    this.troubles.set(answer.refusal.type, answer.refusal);
    if (answer.kind === 'halt') this.#halted = true;
    return entries;
  }

  /** Smaller bodies, until the one document stands alone that spoils them. */
  async #takeApart(entries: readonly Entry[], { kind, refusal }: FailedCall): Promise<void> {
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) {
      if (kind === 'refused') return this.#sendAll(this.#refuse(first, refusal));
      const detail = `the endpoint takes no request of ${first.bytes} bytes`;
      this.refused.push(first.event.reject('too_large', detail));
      return;
    }
    if (kind === 'too_large') this.troubles.set(refusal.type, { ...refusal, reason: tooLarge });
    for (const part of halves(entries)) await this.send(part);
  }

  async #settle(entries: readonly Entry[], items: readonly Item[]): Promise<Entry[]> {
    const nowMs = Date.now();
    const again: Entry[] = [];
    const texts: Entry[] = [];
    entries.forEach((entry, index) => {
      const item = items[index] as Item;
      switch (item.kind) {
        case 'created':
        case 'there':
          this.#acknowledge(entry, item.kind, nowMs);
          break;
        case 'retry':
          this.troubles.set(item.refusal.type, item.refusal);
          again.push(entry);
          break;
        case 'refused':
          texts.push(...this.#refuse(entry, item.refusal));
      }
    });
    await this.#sendAll(texts);
    return again;
  }

  #acknowledge(entry: Entry, kind: 'created' | 'there', nowMs: number): void {
    this.counts[kind] += 1;
    // What was there has been acknowledged before: its age now says nothing.
    if (kind === 'created') this.freshness.add(entry.event, nowMs);
    if (entry.refusal !== undefined) this.counts.keptAsText += 1;
  }

  /** @returns what to send in its place, if anything */
  #refuse(entry: Entry, refusal: Refusal): Entry[] {
    const { asText } = this.#options;
    if (asText !== undefined && entry.refusal === undefined) return [asText(entry, refusal)];
    const { type, reason } = entry.refusal ?? refusal;
    this.refused.push(entry.event.reject(`refused:${type}`, reason));
    return [];
  }

  async #sendAll(entries: readonly Entry[]): Promise<void> {
    for (const body of cut(entries, this.#options.limits)) await this.send(body);
  }
}
