import type { ModelStream } from '../../../packages/log-stream/src/testing/event-source-mapping/kinesis-stream.ts';
import type { LambdaKinesisRecord } from '../../../packages/log-stream/src/testing/factories.ts';
import type { VirtualTime } from '../../../packages/log-stream/src/testing/virtual-time.ts';
import type { Ledger } from './ledger.ts';
import { type Fates, makeRecord } from './record-plan.ts';
import type { PlannedPut, Schedule } from './schedule.ts';

/** Time between two looks at the stream, and a little more. */
const slackMs = 10_000;

/** Puts the schedule's records into the stream, and knows them by name. */
export class Producer {
  readonly #stream: ModelStream;
  readonly #world: {
    schedule: Schedule;
    time: VirtualTime;
    ledger: Ledger;
    tell: (line: string) => void;
    fates?: Fates | undefined;
  };
  readonly #names = new Map<string, string>();
  readonly #poison = new Set<string>();
  #marks = 0;

  constructor(
    stream: ModelStream,
    world: {
      schedule: Schedule;
      time: VirtualTime;
      ledger: Ledger;
      tell: (line: string) => void;
      fates?: Fates | undefined;
    },
  ) {
    this.#stream = stream;
    this.#world = world;
  }

  readonly isPoison = ({ kinesis }: LambdaKinesisRecord) =>
    this.#poison.has(kinesis.sequenceNumber);

  /** The records that are in the stream when the mapping begins. */
  async putFirst(): Promise<void> {
    const { schedule } = this.#world;
    const unread = schedule.settings.startingPosition === 'LATEST';
    for (const put of schedule.puts.slice(0, schedule.before)) await this.#put(put, unread);
  }

  async putRest(): Promise<void> {
    const { puts, before } = this.#world.schedule;
    for (const put of puts.slice(before)) await this.#put(put, false);
    this.#stream.close();
  }

  /** A line with names in place of sequence numbers. */
  readable(line: string): string {
    return line.replaceAll(
      /\d{56}/g,
      (number) => this.#names.get(number)?.replace(' ', '_') ?? number,
    );
  }

  names(records: readonly LambdaKinesisRecord[]): string {
    return records.map(({ kinesis }) => this.#names.get(kinesis.sequenceNumber)).join(', ');
  }

  /**
   * Records that have left the stream: none may have held it longer than its age, an attempt that began
   * before it, and an attempt of what stood before it in the batch.
   */
  left(records: readonly LambdaKinesisRecord[]): void {
    const { schedule, time, ledger } = this.#world;
    const { settings, rules, timeoutMs } = schedule;
    const most =
      settings.maximumRecordAgeInSeconds * 1000 +
      settings.maximumBatchingWindowInSeconds * 1000 +
      2 * (timeoutMs + rules.maxBackoffMs) +
      slackMs;
    for (const record of records) {
      const heldMs = time.nowMs() - record.kinesis.approximateArrivalTimestamp * 1000;
      if (heldMs <= most) continue;
      ledger.violations.push(`${this.names([record])} held its shard for ${heldMs} ms`);
    }
  }

  async #put(put: PlannedPut, unread: boolean): Promise<void> {
    const { time, ledger, tell, fates } = this.#world;
    await time.sleep(put.afterMs);
    const { data, events } = makeRecord(
      put.record,
      () => {
        this.#marks += 1;
        return this.#marks;
      },
      fates,
    );
    const record = this.#stream.put(`key-${put.key}`, data);
    const { sequenceNumber } = record.kinesis;
    const name = `record ${this.#names.size + 1}`;
    this.#names.set(sequenceNumber, name);
    if (put.poison) this.#poison.add(sequenceNumber);
    if (!unread) ledger.enter(record, events);
    const [shard] = record.eventID.split(':');
    const holds = events.map(({ n, fate }) => `#${n}# ${fate}`).join(', ') || 'no event';
    const notes = [put.poison && 'poison', unread && 'before LATEST'].filter(Boolean).join(', ');
    tell(`${shard}: ${name} enters (${put.record.kind}: ${holds})${notes && ` [${notes}]`}`);
    if (put.reshard === 'split') this.#stream.split(put.key);
    if (put.reshard === 'merge') this.#stream.merge(put.key);
    if (put.reshard !== 'no') tell(`the stream's shards ${put.reshard}`);
  }
}
