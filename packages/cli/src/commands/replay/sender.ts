import { setTimeout as sleep } from 'node:timers/promises';
import { InputError } from '../../errors.ts';
import type { SetAside } from './forms/set-aside.ts';
import type { Heard } from './heard.ts';
import type { Journal, Piece } from './journal.ts';
import type { Prepared } from './prepare.ts';
import type { Container } from './sources/source.ts';
import type { Tally } from './tally.ts';
import type { Answer, Outgoing, Target } from './targets/target.ts';

/** The target takes no more for now; what was sent is noted. */
export class TargetError extends InputError {}

export interface SenderParts {
  target: Target | undefined;
  journal: Journal;
  rate: number;
  tally: Tally;
  onEvent: (event: Heard) => void;
}

interface Waiting extends Outgoing {
  at: Piece;
}

/** An object or a message of which events are on their way. */
interface Load {
  container: Container;
  pieces: number;
  /** All of it has been read. */
  read: boolean;
  add(entry: SetAside, prepared: readonly (Prepared | undefined)[]): Promise<void>;
  /** It cannot be read to its end: it must stay, whatever of it has been sent. */
  spoil(): void;
}

/** Gathers events into calls, sends them no faster than the rate, and ends what has been sent. */
export class Sender {
  readonly #parts: SenderParts;
  #waiting: Waiting[] = [];
  #bytes = 0;
  #open: Load[] = [];
  #freeAt = 0;

  constructor(parts: SenderParts) {
    this.#parts = parts;
  }

  open(container: Container): Load {
    const load: Load = {
      container,
      pieces: 0,
      read: false,
      add: (entry, prepared) => this.#add(load, entry, prepared),
      spoil: () => {
        this.#open = this.#open.filter((other) => other !== load);
        container.leave();
      },
    };
    this.#open.push(load);
    return load;
  }

  /** All of it has been read: once it has been sent, it is finished. */
  async close(load: Load): Promise<void> {
    load.read = true;
    if (this.#waiting.length === 0) await this.#finish();
  }

  async #add(load: Load, entry: SetAside, prepared: readonly (Prepared | undefined)[]) {
    for (const each of prepared) {
      const at = { key: load.container.key, piece: load.pieces };
      load.pieces += 1;
      const action = this.#actionFor(each, at);
      this.#parts.tally.count(action, each);
      this.#parts.onEvent({ container: load.container.name, entry, prepared: each, action });
      if (action === 'send' && each?.status === 'ready') await this.#queue({ ...each, at });
    }
  }

  #actionFor(prepared: Prepared | undefined, at: Piece): Heard['action'] {
    if (this.#parts.journal.has(at)) return 'sent_before';
    if (prepared === undefined) return 'not_selected';
    return prepared.status === 'left' ? 'leave' : 'send';
  }

  async #queue(event: Waiting): Promise<void> {
    const { target } = this.#parts;
    if (target === undefined) return;
    const bytes = event.event.bytes.length + Buffer.byteLength(event.partitionKey);
    const { most } = target;
    if (this.#waiting.length === most.events || this.#bytes + bytes > most.bytes)
      await this.flush();
    this.#waiting.push(event);
    this.#bytes += bytes;
  }

  /** @throws TargetError when the target does not take all of it */
  async flush(): Promise<void> {
    const { target, journal, tally } = this.#parts;
    const events = this.#waiting;
    this.#waiting = [];
    this.#bytes = 0;
    if (target !== undefined && events.length > 0) {
      await this.#pace(events.length);
      const answers = await target.send(events);
      journal.add(events.filter((_, n) => answers[n]?.status === 'taken').map(({ at }) => at));
      for (const answer of answers) tally.answer(answer);
      const again = answers.find((answer) => answer.status === 'again');
      if (again !== undefined) throw new TargetError(stopped(again));
    }
    await this.#finish();
  }

  /** So that the events of all calls so far stay within the rate. */
  async #pace(events: number): Promise<void> {
    const now = Date.now();
    if (this.#freeAt > now) await sleep(this.#freeAt - now);
    this.#freeAt = Math.max(now, this.#freeAt) + (events / this.#parts.rate) * 1000;
  }

  async #finish(): Promise<void> {
    const { journal, target, tally } = this.#parts;
    for (const { container, pieces } of this.#open.filter(({ read }) => read)) {
      if (target !== undefined && journal.countOf(container.key) === pieces) {
        await container.finish();
        tally.finished += 1;
      } else container.leave();
    }
    this.#open = this.#open.filter(({ read }) => !read);
  }
}

function stopped(answer: Answer & { status: 'again' }): string {
  return `stopped, since not all was taken (${answer.why}): run it again to go on where it stopped`;
}
