import { setTimeout as sleep } from 'node:timers/promises';
import { type Deadline, fullJitterMs } from '@logdrive/log-stream';
import type { Outcome } from './piece.ts';
import type { Message } from './sqs-message.ts';

/**
 * The answer to one call: an outcome for each message, in order; or why there is none. `passing`: the
 * same call may succeed later. `content`: the service finds fault with what is in it. `lasting`: no
 * permission, no such queue; it wants a person.
 */
export type CallAnswer =
  | { outcomes: readonly Outcome[] }
  | { failed: 'passing' | 'content' | 'lasting'; error: Error };

export interface Lane {
  call: (messages: readonly Message[]) => Promise<CallAnswer>;
  deadline: Deadline;
  /** Bytes a call. */
  callBytes: number;
  /**
   * Whether what failed goes before what was not sent yet, so that the order in a group is kept; else
   * it goes after, so that nothing waits for it.
   */
  inOrder: boolean;
  /** Takes a message's outcome; called once for each. */
  settle: (index: number, outcome: Outcome) => void;
}

/** A message and where it stands in the caller's list. */
export interface IndexedMessage {
  index: number;
  message: Message;
}

const callEntries = 10;

/** Sends messages, one call after another, until each is settled or the deadline is reached. */
export async function sendInLane(messages: readonly IndexedMessage[], lane: Lane): Promise<void> {
  const sending = new Sending(messages, lane);
  while (sending.isOpen && lane.deadline.remainingMs() > 0) {
    const pauseMs = await sending.step();
    if (pauseMs >= lane.deadline.remainingMs()) break;
    if (pauseMs > 0) await sleep(pauseMs);
  }
  sending.giveBack();
}

class Sending {
  readonly #lane: Lane;
  #waiting: readonly IndexedMessage[];
  #mostEntries = callEntries;
  #failures = 0;
  #lastError = new Error('the time was up before it was sent');

  constructor(messages: readonly IndexedMessage[], lane: Lane) {
    this.#waiting = messages;
    this.#lane = lane;
  }

  get isOpen(): boolean {
    return this.#waiting.length > 0;
  }

  /** Makes one call; returns the milliseconds to wait before the next. */
  async step(): Promise<number> {
    const count = this.#countForCall();
    const sent = this.#waiting.slice(0, count);
    const answer = await this.#lane.call(sent.map(({ message }) => message));
    if ('outcomes' in answer) return this.#takeOutcomes(sent, answer.outcomes);
    this.#lastError = answer.error;
    if (answer.failed === 'passing') return this.#pause();
    if (answer.failed === 'lasting') this.giveBack();
    else this.#findBad(sent, answer.error);
    return 0;
  }

  /** Gives back all that is left. */
  giveBack(): void {
    const error = this.#lastError;
    for (const { index } of this.#waiting) this.#lane.settle(index, { status: 'retry', error });
    this.#waiting = [];
  }

  #countForCall(): number {
    let bytes = 0;
    let count = 0;
    for (const { message } of this.#waiting.slice(0, this.#mostEntries)) {
      bytes += message.bytes;
      if (count > 0 && bytes > this.#lane.callBytes) break;
      count += 1;
    }
    return count;
  }

  #takeOutcomes(sent: readonly IndexedMessage[], outcomes: readonly Outcome[]): number {
    const failed: IndexedMessage[] = [];
    sent.forEach((each, at) => {
      const outcome = outcomes[at];
      if (outcome === undefined) throw new Error(`message ${at} of a call has no outcome`);
      if (outcome.status === 'retry') {
        this.#lastError = outcome.error;
        failed.push(each);
      } else this.#lane.settle(each.index, outcome);
    });
    this.#mostEntries = callEntries;
    const fresh = this.#waiting.slice(sent.length);
    this.#waiting = this.#lane.inOrder ? [...failed, ...fresh] : [...fresh, ...failed];
    if (failed.length > 0) return this.#pause();
    this.#failures = 0;
    return 0;
  }

  /** A call is refused for the sake of one message: halving finds it, and its neighbours go. */
  #findBad(sent: readonly IndexedMessage[], error: Error): void {
    const [only] = sent;
    if (only === undefined || sent.length > 1) {
      this.#mostEntries = Math.ceil(sent.length / 2);
      return;
    }
    const detail = `${error.name}: ${error.message}`;
    this.#lane.settle(only.index, { status: 'refused', reason: 'refused:sqs', detail });
    this.#waiting = this.#waiting.slice(1);
    this.#mostEntries = callEntries;
  }

  #pause(): number {
    this.#failures += 1;
    return fullJitterMs(this.#failures);
  }
}
