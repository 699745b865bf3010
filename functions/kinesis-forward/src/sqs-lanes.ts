import { setTimeout as sleep } from 'node:timers/promises';
import { type Deadline, fullJitterMs } from '@logdrive/log-stream';
import type { Outcome } from './piece.ts';
import type { Message } from './sqs-message.ts';

/** The queue takes no message of this size. */
export interface TooLarge {
  status: 'too_large';
  detail: string;
}

/**
 * The answer to one call: an outcome for each message, in order; or why there is none. `passing`: the
 * same call may succeed later. `content`, `size`: the service finds fault with what is in it, or with how
 * much. `lasting`: no permission, no such queue; it wants a person.
 */
export type CallAnswer =
  | { outcomes: readonly (Outcome | TooLarge)[] }
  | { failed: 'passing' | 'content' | 'size' | 'lasting'; error: Error };

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
  /** What to send in place of a message that the queue finds too large, or what becomes of it. */
  tooLarge: (index: number, detail: string) => Promise<Message | Outcome>;
  /** Takes a message's outcome; called once for each. */
  settle: (index: number, outcome: Outcome) => void;
}

/** A message and where it stands in the caller's list. */
export interface IndexedMessage {
  index: number;
  message: Message;
}

const callEntries = 10;

/** What a queue takes unless its owner has lowered it: the default of Terraform's `max_message_size`. */
const usualBytes = 262_144;

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
  /** Groups of a FIFO queue of which nothing more can be sent now. */
  readonly #stopped = new Map<string, Outcome>();
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
    else await this.#findBad(sent, answer.failed, answer.error);
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
      // What follows in its group would overtake it, should the queue find it too large.
      if (this.#lane.inOrder && message.bytes > usualBytes) break;
    }
    return count;
  }

  async #takeOutcomes(
    sent: readonly IndexedMessage[],
    outcomes: readonly (Outcome | TooLarge)[],
  ): Promise<number> {
    const settling = sent.map((each, at) => {
      const outcome = outcomes[at];
      if (outcome === undefined) throw new Error(`message ${at} of a call has no outcome`);
      return this.#settle(each, outcome);
    });
    const again = (await Promise.all(settling)).filter((each) => each !== undefined);
    this.#mostEntries = callEntries;
    const fresh = this.#waiting.slice(sent.length);
    this.#waiting = this.#lane.inOrder ? [...again, ...fresh] : [...fresh, ...again];
    this.#giveBackStopped();
    if (outcomes.some(({ status }) => status === 'retry')) return this.#pause();
    this.#failures = 0;
    return 0;
  }

  /** @returns what is to be sent for it in a later call, if anything */
  async #settle(
    { index, message }: IndexedMessage,
    outcome: Outcome | TooLarge,
  ): Promise<IndexedMessage | undefined> {
    if (outcome.status === 'retry') {
      this.#lastError = outcome.error;
      return { index, message };
    }
    if (outcome.status !== 'too_large') {
      this.#lane.settle(index, outcome);
      return undefined;
    }
    const instead = await this.#insteadOf({ index, message }, outcome.detail);
    if (!('status' in instead)) return { index, message: instead };
    if (instead.status === 'retry' && message.fifo) {
      this.#stopped.set(message.fifo.groupId, instead);
    }
    this.#lane.settle(index, instead);
    return undefined;
  }

  /** Gives back what would overtake a message of its group for which there is no other yet. */
  #giveBackStopped(): void {
    if (this.#stopped.size === 0) return;
    this.#waiting = this.#waiting.filter(({ index, message }) => {
      const outcome = this.#stopped.get(message.fifo?.groupId ?? '');
      if (outcome !== undefined) this.#lane.settle(index, outcome);
      return outcome === undefined;
    });
    this.#stopped.clear();
  }

  /** One that points to an object is as small as can be. */
  #insteadOf({ index, message }: IndexedMessage, detail: string): Promise<Message | Outcome> {
    if (message.encoding !== 's3') return this.#lane.tooLarge(index, detail);
    return Promise.resolve({ status: 'refused', reason: 'too_large', detail });
  }

  /** A call is refused for the sake of one message: halving finds it, and its neighbours go. */
  async #findBad(
    sent: readonly IndexedMessage[],
    failed: 'content' | 'size',
    { name, message }: Error,
  ): Promise<void> {
    const [only] = sent;
    if (only === undefined || sent.length > 1) {
      this.#mostEntries = Math.ceil(sent.length / 2);
      return;
    }
    const detail = `${name}: ${message}`;
    const refused: Outcome = { status: 'refused', reason: 'refused:sqs', detail };
    await this.#takeOutcomes(sent, [failed === 'size' ? { status: 'too_large', detail } : refused]);
  }

  #pause(): number {
    this.#failures += 1;
    return fullJitterMs(this.#failures);
  }
}
