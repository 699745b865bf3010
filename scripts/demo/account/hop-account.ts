import {
  type MemberPath,
  memberPath,
} from '../../../packages/log-stream/src/schema/member-path.ts';
import type { Fate, SentEvent } from '../events.ts';
import type { FunctionFigures } from './function-log.ts';
import { withoutDerivedId } from './log-id.ts';

/** What came to a hop, and what became of it. */
export interface HopCounts {
  sent: number;
  delivered: number;
  filtered: number;
  quarantined: number;
}

/** One stage of the way: a function, and one of the places that it delivers to. */
export interface HopRules {
  /** Such as `forward -> search`. */
  name: string;
  /** What must become here of an event that has come so far; undefined where only the hop can tell. */
  fateOf: (event: SentEvent) => Fate | undefined;
  /** Where it must be found; undefined where that does not matter. */
  placeOf?: (event: SentEvent) => string | undefined;
  /** Whether an event without a log id gets one here; otherwise not a byte may change. */
  givesLogIds: boolean;
}

const problemsKept = 20;

/**
 * Holds what a hop has delivered and quarantined against what came to it, byte for byte: each event
 * must be found once, in one place or the other, or be one that the hop must filter. Keeps all events
 * in memory: it is made for thousands.
 */
export class HopAccount {
  readonly name: string;
  /** What does not fit, in words; the first twenty. */
  readonly problems: string[] = [];
  problemCount = 0;
  readonly counts: HopCounts = { sent: 0, delivered: 0, filtered: 0, quarantined: 0 };
  /** Events that came and that were delivered, by their row in the table of what was sent. */
  readonly byLogType = new Map<string, { sent: number; delivered: number }>();
  readonly #rules: HopRules;
  readonly #logId: MemberPath;
  readonly #left = new Map<string, SentEvent[]>();

  /** @param logIdKey the name of the log id in the events */
  constructor(rules: HopRules, logIdKey: string) {
    this.name = rules.name;
    this.#rules = rules;
    this.#logId = memberPath(logIdKey);
  }

  /** Enters an event that comes to the hop. */
  send(event: SentEvent): void {
    this.counts.sent += 1;
    this.#countsOf(event).sent += 1;
    const key = keyOf(event.bytes);
    const same = this.#left.get(key);
    if (same === undefined) this.#left.set(key, [event]);
    else same.push(event);
  }

  /**
   * Takes in what the hop has delivered.
   *
   * @returns the event as it comes to the next hop; undefined when it is none, or was found before
   */
  deliver(bytes: Buffer, place: string): SentEvent | undefined {
    const event = this.#take(bytes) ?? this.#takeWithId(bytes);
    if (event === undefined) {
      return this.#problem(`${place} holds what was not sent, or twice: ${short(bytes)}`);
    }
    this.counts.delivered += 1;
    this.#countsOf(event).delivered += 1;
    this.#check(event, 'delivered');
    const expected = this.#rules.placeOf?.(event);
    if (expected !== undefined && expected !== place) {
      this.#problem(`is in ${place} instead of ${expected}: ${short(bytes)}`);
    }
    const sound = event.fate === 'delivered' || event.fate === 'filtered';
    if (this.#rules.givesLogIds && sound && !bytes.includes(this.#logId.parts.at(-1) ?? '')) {
      this.#problem(`delivered without a log id: ${short(bytes)}`);
    }
    return { ...event, bytes };
  }

  /** Takes in what the hop has set aside. */
  quarantine(bytes: Buffer, reason: Fate): void {
    const event = this.#take(bytes);
    if (event === undefined) {
      this.#problem(
        `the quarantine (${reason}) holds what was not sent, or twice: ${short(bytes)}`,
      );
      return;
    }
    this.counts.quarantined += 1;
    this.#check(event, reason);
  }

  /** Takes in how many events the hop says it has filtered: they leave no other trace. */
  filter(events: number): void {
    this.counts.filtered = Math.max(this.counts.filtered, events);
  }

  /**
   * Counts events as filtered that must be, and that nothing else has become of. The local AWS can lose
   * the last line of a function's log, the only trace of them; on AWS this is never needed.
   *
   * @returns whether that accounts for all events
   */
  takeFilteredForGranted(): boolean {
    if (this.missing().some((event) => this.#rules.fateOf(event) !== 'filtered')) return false;
    this.counts.filtered += Math.max(0, this.open);
    return true;
  }

  /** Events of which nothing is known yet. */
  get open(): number {
    const { sent, delivered, filtered, quarantined } = this.counts;
    return sent - delivered - filtered - quarantined;
  }

  /** The events that were found nowhere; in the end those that were filtered. */
  missing(): SentEvent[] {
    return [...this.#left.values()].flat();
  }

  /**
   * Closes the books: the sum must be right, nothing may be missing but what must be filtered, and the
   * function must have counted the same.
   */
  close(figures?: FunctionFigures): void {
    if (this.open !== 0) this.#problem(`${this.open} events more came than are accounted for`);
    const lost = this.missing().filter((event) => this.#rules.fateOf(event) !== 'filtered');
    for (const event of lost) {
      this.#problem(`neither delivered nor quarantined: ${short(event.bytes)}`);
    }
    if (figures !== undefined) this.#compare(figures);
  }

  /** A log that lacks a line, which the local AWS may lose, says nothing against what was found. */
  #compare({ received, delivered, filtered, quarantined, retried, errors }: FunctionFigures): void {
    const { sent, ...found } = this.counts;
    const said = JSON.stringify({ delivered, filtered, quarantined, retried });
    const seen = JSON.stringify({ ...found, retried: 0 });
    if (received >= sent && said !== seen) {
      this.#problem(`of ${sent} the function counts ${said}, there is ${seen}`);
    }
    for (const error of errors) this.#problem(`the function says: ${error}`);
  }

  #countsOf({ logType }: SentEvent): { sent: number; delivered: number } {
    const counts = this.byLogType.get(logType) ?? { sent: 0, delivered: 0 };
    this.byLogType.set(logType, counts);
    return counts;
  }

  #check(event: SentEvent, outcome: Fate): void {
    const fate = this.#rules.fateOf(event);
    if (fate !== undefined && fate !== outcome)
      this.#problem(`${outcome} instead of ${fate}: ${short(event.bytes)}`);
  }

  #take(bytes: Buffer): SentEvent | undefined {
    const key = keyOf(bytes);
    const same = this.#left.get(key);
    const event = same?.pop();
    if (same?.length === 0) this.#left.delete(key);
    return event;
  }

  #takeWithId(bytes: Buffer): SentEvent | undefined {
    if (!this.#rules.givesLogIds) return undefined;
    const bare = withoutDerivedId(bytes, this.#logId);
    return bare && this.#take(bare.line);
  }

  /** Enters what does not fit; always undefined. */
  #problem(text: string): undefined {
    this.problemCount += 1;
    if (this.problems.length < problemsKept) this.problems.push(`${this.name}: ${text}`);
  }
}

function keyOf(bytes: Buffer): string {
  return bytes.toString('latin1');
}

function short(bytes: Buffer): string {
  const text = bytes.toString('utf8', 0, 160);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
