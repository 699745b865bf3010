import { hash } from 'node:crypto';
import {
  type MemberPath,
  memberPath,
} from '../../../packages/log-stream/src/schema/member-path.ts';
import type { Fate, LineRef, SentEvent } from '../events.ts';
import { withoutDerivedId } from './log-id.ts';
import { type Recognition, recognitionByValue } from './recognition.ts';
import { Totals } from './totals.ts';

/** What is remembered of a sent event: not its bytes, so that memory stays small (half a kilobyte). */
export interface Entry {
  logType: string;
  fate: Fate | undefined;
  partition: string | undefined;
  line: LineRef | undefined;
  /** Whether the pipeline writes it anew, so that its bytes are not found again. */
  writtenAnew: boolean;
  /** What became of it. */
  outcome?: Fate;
}

/** A sent event found again in the bucket. */
export interface Found {
  entry: Entry;
  /** The line without what the pipeline has added. */
  asSent: Buffer;
}

const problemsKept = 20;

/**
 * Holds what lies in the bucket against what was sent, byte for byte: every line must be a sent event
 * that was not found before. Keeps a digest of each event, not its bytes.
 */
export class Ledger {
  readonly totals = new Totals();
  /** What does not fit, in words; the first twenty. */
  readonly problems: string[] = [];
  problemCount = 0;
  readonly #logId: MemberPath;
  readonly #entries: Entry[] = [];
  /** The events not found yet; several where events have the same bytes. */
  readonly #byDigest = new Map<string, Entry | Entry[]>();
  readonly #idsOfTwins = new Set<string>();
  readonly #recognition: Recognition;
  readonly #byIdentity = new Map<string, Entry | Entry[]>();

  /**
   * @param logIdKey the name of the log id in the events
   * @param recognition how events are found again whose bytes the pipeline has changed
   */
  constructor(
    logIdKey: string,
    recognition: Recognition = recognitionByValue(memberPath(logIdKey)),
  ) {
    this.#logId = memberPath(logIdKey);
    this.#recognition = recognition;
  }

  send({ logType, bytes, fate, partition, line, ...event }: SentEvent): void {
    const writtenAnew = event.writtenAnew ?? this.#recognition.isWrittenAnew(bytes);
    const entry: Entry = { logType, fate, partition, line, writtenAnew };
    this.#entries.push(entry);
    remember(this.#byDigest, digestOf(bytes), entry);
    if (writtenAnew) {
      const spelled = this.#recognition.spelled(bytes);
      if (spelled !== undefined) remember(this.#byDigest, digestOf(spelled), entry);
    }
    this.#identify(bytes, entry);
    this.totals.sent(logType);
  }

  /** Takes in a line of an object; undefined when it is none that was sent, or was found before. */
  deliver(line: Buffer, partition: string): Found | undefined {
    const found = this.#find(line);
    if (found === undefined) {
      return this.problem(`${partition} holds a line that was not sent, or twice: ${short(line)}`);
    }
    const { entry } = found;
    entry.outcome = 'delivered';
    this.totals.delivered(entry.logType);
    if (entry.fate !== undefined && entry.fate !== 'delivered') {
      this.problem(`delivered instead of ${entry.fate}: ${short(line)}`);
    }
    if (entry.partition !== undefined && entry.partition !== partition) {
      this.problem(`lies under ${partition} instead of ${entry.partition}: ${short(line)}`);
    }
    return found;
  }

  /** Takes in an entry of the quarantine. */
  quarantine(bytes: Buffer, reason: Fate): void {
    const entry = this.#take(bytes);
    if (entry === undefined) {
      this.problem(`the quarantine (${reason}) holds bytes not sent, or twice: ${short(bytes)}`);
      return;
    }
    entry.outcome = reason;
    this.totals.quarantined(entry.logType);
    if (entry.fate !== undefined && entry.fate !== reason) {
      this.problem(`quarantined as ${reason} instead of ${entry.fate}: ${short(bytes)}`);
    }
  }

  /**
   * Closes the books: what was not found must be what was to be filtered, and as many as were.
   *
   * @param filtered number of events that were filtered
   */
  close(filtered: number): void {
    const missing = this.missing();
    for (const { logType, fate } of missing) {
      if (fate !== undefined && fate !== 'filtered')
        this.problem(`${logType}: not ${fate}, missing`);
    }
    if (missing.length === filtered) return;
    this.problem(`${missing.length} events are not in the bucket, and ${filtered} were filtered`);
  }

  /** The events that were not found. */
  missing(): Entry[] {
    return this.#entries.filter(({ outcome }) => outcome === undefined);
  }

  /**
   * Enters as delivered what was not found and needs not be: where the destination takes several
   * events for one, it keeps one of them.
   *
   * @returns how many there are
   */
  takeCopies(): number {
    let copies = 0;
    for (const alike of this.#byIdentity.values()) {
      if (!Array.isArray(alike) || alike.every(({ outcome }) => outcome !== 'delivered')) continue;
      for (const entry of alike) {
        if (entry.outcome !== undefined) continue;
        entry.outcome = 'delivered';
        this.totals.delivered(entry.logType);
        copies += 1;
      }
    }
    return copies;
  }

  #identify(bytes: Buffer, entry: Entry): void {
    const identity = this.#recognition.identity?.(bytes);
    if (identity !== undefined) remember(this.#byIdentity, digestOf(Buffer.from(identity)), entry);
  }

  #find(line: Buffer): Found | undefined {
    const asIs = this.#take(line);
    if (asIs !== undefined) {
      if (!this.#hasId(line)) this.problem(`delivered without a log id: ${short(line)}`);
      return { entry: asIs, asSent: line };
    }
    const bare = withoutDerivedId(line, this.#logId);
    const entry = bare && this.#take(bare.line, bare.logId);
    if (entry !== undefined && bare !== undefined) return { entry, asSent: bare.line };
    const spelled = this.#recognition.spelled(line);
    const anew = spelled && this.#take(spelled);
    return anew && { entry: anew, asSent: line };
  }

  /** Finds an event that was not found before. Events of the same bytes are told by their ids. */
  #take(bytes: Buffer, logId?: string): Entry | undefined {
    const digest = digestOf(bytes);
    const known = this.#byDigest.get(digest);
    if (!Array.isArray(known)) {
      this.#byDigest.delete(digest);
      return known?.outcome === undefined ? known : undefined;
    }
    if (logId !== undefined && this.#idsOfTwins.has(logId)) return undefined; // once more the same
    let entry = known.pop();
    // Found before under its other bytes.
    while (entry?.outcome !== undefined) entry = known.pop();
    if (entry !== undefined && logId !== undefined) this.#idsOfTwins.add(logId);
    return entry;
  }

  #hasId(line: Buffer): boolean {
    return line.includes(this.#logId.parts.at(-1) ?? '');
  }

  /** Enters what does not fit; always undefined. */
  problem(text: string): undefined {
    this.problemCount += 1;
    if (this.problems.length < problemsKept) this.problems.push(text);
  }
}

function remember(map: Map<string, Entry | Entry[]>, digest: string, entry: Entry): void {
  const known = map.get(digest);
  if (known === undefined) map.set(digest, entry);
  else if (Array.isArray(known)) known.push(entry);
  else map.set(digest, [known, entry]);
}

/** 128 bits in a string of one-byte characters, which is the smallest key of a Map. */
function digestOf(bytes: Buffer): string {
  return hash('sha256', bytes, 'buffer').toString('latin1', 0, 16);
}

function short(bytes: Buffer): string {
  const text = bytes.toString();
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
