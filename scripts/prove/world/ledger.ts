import { gunzipSync } from 'node:zlib';
import type { QuarantineEntry } from '@logdrive/log-stream';
import type { LambdaKinesisRecord } from '../../../packages/log-stream/src/testing/factories.ts';
import { type EnteredEvent, marksIn } from './entered-event.ts';

/** One copy of an event at the destination. */
export interface Copy {
  /** The object, document or message that holds it. */
  where: string;
  line: string;
  /** Kept in another form than it came. */
  altered: boolean;
}

/** What entered, and where it went. */
export class Ledger {
  readonly #events = new Map<number, EnteredEvent>();
  readonly #byRecord = new Map<string, EnteredEvent[]>();
  readonly #copies = new Map<number, Copy[]>();
  readonly #quarantined = new Map<number, QuarantineEntry[]>();
  readonly #batches = new Map<number, Set<string>>();
  readonly #given = new Map<number, number>();
  readonly #answered = new Set<number>();
  readonly #handedOver = new Set<string>();
  readonly #settled = new Set<string>();
  /** What was broken, each in a sentence. */
  readonly violations: string[] = [];

  enter(record: LambdaKinesisRecord, events: EnteredEvent[]): void {
    this.#byRecord.set(record.kinesis.sequenceNumber, events);
    for (const event of events) this.#events.set(event.n, event);
  }

  get events(): EnteredEvent[] {
    return [...this.#events.values()];
  }

  eventsOf({ kinesis }: LambdaKinesisRecord): readonly EnteredEvent[] {
    return this.#byRecord.get(kinesis.sequenceNumber) ?? [];
  }

  /** The function is invoked with these records. */
  invoked(records: readonly LambdaKinesisRecord[]): void {
    const boundaries = [records.at(0), records.at(-1)].map((each) => each?.kinesis.sequenceNumber);
    for (const record of records) {
      for (const { n } of this.eventsOf(record)) {
        this.#given.set(n, this.timesGiven(n) + 1);
        this.#batches.set(n, new Set([...this.batchesOf(n), boundaries.join('-')]));
      }
    }
  }

  /** How often the function was given an event. */
  timesGiven(n: number): number {
    return this.#given.get(n) ?? 0;
  }

  /** The function has answered that an event is settled, whether Lambda knows or not. */
  answer({ n }: EnteredEvent): void {
    this.#answered.add(n);
  }

  wasAnswered(n: number): boolean {
    return this.#answered.has(n);
  }

  /** The boundaries of all batches in which the function was given an event. */
  batchesOf(n: number): ReadonlySet<string> {
    return this.#batches.get(n) ?? new Set();
  }

  /** Whether an event has arrived; a function with several destinations says it in its own way. */
  isDelivered = ({ n }: EnteredEvent): boolean => this.copiesOf(n).length > 0;

  /** Whether the destination refuses an event for its content. */
  mayBeRefused = (_: EnteredEvent): boolean => false;

  /** Something arrived at the destination; its events are known by their marks. */
  arrived(line: string, where: string, altered = false): void {
    const marks = marksIn(line);
    if (marks.length === 0) this.violations.push(`a line without an event arrived in ${where}`);
    for (const n of marks) this.#copies.set(n, [...this.copiesOf(n), { where, line, altered }]);
  }

  copiesOf(n: number): readonly Copy[] {
    return this.#copies.get(n) ?? [];
  }

  /** An entry of the quarantine, told by its mark, or by its record where it is a record's whole data. */
  quarantine(entry: QuarantineEntry): void {
    const data = Buffer.from(entry.data, 'base64');
    const ofRecord = this.#byRecord.get(entry.sequence_number) ?? [];
    const whole = ofRecord.find((event) => event.whole?.equals(data));
    const marks = whole === undefined ? marksIn(plainText(data)) : [whole.n];
    if (marks.length === 0) {
      this.violations.push(`a quarantined entry of record ${entry.sequence_number} holds no event`);
    }
    for (const n of marks) this.#quarantined.set(n, [...this.quarantinedAs(n), entry]);
  }

  quarantinedAs(n: number): readonly QuarantineEntry[] {
    return this.#quarantined.get(n) ?? [];
  }

  /** Lambda has given a record to the on-failure destination. */
  handOver({ kinesis }: LambdaKinesisRecord): void {
    this.#handedOver.add(kinesis.sequenceNumber);
  }

  settle({ kinesis }: LambdaKinesisRecord): void {
    this.#settled.add(kinesis.sequenceNumber);
  }

  /** Records that neither the function nor the on-failure destination has. */
  get open(): string[] {
    return [...this.#byRecord.keys()].filter(
      (number) => !this.#settled.has(number) && !this.#handedOver.has(number),
    );
  }

  /** Events whose record went to the on-failure destination. */
  wasHandedOver(n: number): boolean {
    for (const number of this.#handedOver) {
      if (this.#byRecord.get(number)?.some((event) => event.n === n)) return true;
    }
    return false;
  }
}

function plainText(data: Buffer): string {
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data.toString();
  try {
    return gunzipSync(data).toString();
  } catch {
    return '';
  }
}
