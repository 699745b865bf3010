import type { LambdaKinesisRecord } from '../factories.ts';
import type { DiscardedBatch } from './discarded-batch.ts';
import { afterInvocation, type PendingBatch, withoutOld } from './failed-batch.ts';
import type { MappingPorts } from './mapping-ports.ts';
import { nextBatch } from './next-batch.ts';
import { type InvocationResult, readResponse, type Verdict } from './response.ts';

type Batch = PendingBatch<LambdaKinesisRecord>;

/** One of a shard's sequences of batches: one batch at a time, each retried before the next begins. */
export class ShardLane {
  readonly #shard: string;
  readonly #ports: MappingPorts;
  #gathered: LambdaKinesisRecord[] = [];
  #sinceMs = 0;
  #busy = false;

  constructor(shard: string, ports: MappingPorts) {
    this.#shard = shard;
    this.#ports = ports;
  }

  get waiting(): number {
    return this.#gathered.length;
  }

  get isDone(): boolean {
    return !this.#busy && this.#gathered.length === 0;
  }

  add(record: LambdaKinesisRecord): void {
    if (this.#gathered.length === 0) this.#sinceMs = this.#ports.clock.nowMs();
    this.#gathered.push(record);
  }

  /**
   * Begins the next batch when it is due.
   *
   * @returns the work begun, or after how many milliseconds to look again, or neither
   */
  begin(ended: boolean): { work?: Promise<void>; waitMs?: number } {
    if (this.#busy) return {};
    const { clock, settings } = this.#ports;
    const gathered = { records: this.#gathered, sinceMs: this.#sinceMs, ended };
    const { take, waitMs } = nextBatch(gathered, settings, clock.nowMs());
    if (take === 0) return waitMs === undefined ? {} : { waitMs };
    const work = this.#deliver({ records: this.#take(take), retries: 0, invocations: 0 });
    this.#busy = true;
    return {
      work: work.finally(() => {
        this.#busy = false;
      }),
    };
  }

  #take(count: number): LambdaKinesisRecord[] {
    const records = this.#gathered.splice(0, count);
    this.#sinceMs = this.#ports.clock.nowMs();
    return records;
  }

  async #deliver(first: Batch): Promise<void> {
    const { clock, rules } = this.#ports;
    const queue = [first];
    let failures = 0;
    for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
      if (failures > 0) {
        await clock.sleep(Math.min(rules.maxBackoffMs, rules.backoffMs * 2 ** (failures - 1)));
      }
      const young = await this.#withoutOld(batch);
      if (young === undefined) {
        failures = 0;
        continue;
      }
      const grows = failures > 0 && rules.retryTakesMore && queue.length === 0;
      const sent = grows ? this.#grown(young) : young;
      const { again, failed } = await this.#attempt(sent);
      queue.unshift(...again);
      failures = failed && again.length > 0 ? failures + 1 : 0;
    }
  }

  async #attempt(batch: Batch): Promise<{ again: Batch[]; failed: boolean }> {
    const { settings, rules, settled, handsOverAgain } = this.#ports;
    const result = await this.#ports.invoke({ Records: [...batch.records] }, this.#shard);
    // "Before invocation": no retry is counted and nothing is split; only age ends it.
    if (result.kind === 'not_invoked') return { again: [batch], failed: true };
    const verdict = this.#verdictOf(result, batch);
    const after = afterInvocation(batch, verdict, settings, rules);
    if (verdict.kind === 'success' && handsOverAgain?.()) return { again: [batch], failed: false };
    settled?.(after.done);
    if (after.discarded) await this.#discard(after.discarded, 'RetryAttemptsExhausted');
    return { again: after.again, failed: verdict.kind !== 'success' };
  }

  #verdictOf(result: InvocationResult, { records }: Batch): Verdict {
    if (result.kind !== 'answered') return { kind: 'failure', why: result.error };
    if (!this.#ports.settings.reportBatchItemFailures) return { kind: 'success' };
    return readResponse(result.response, records);
  }

  async #withoutOld(batch: Batch): Promise<Batch | undefined> {
    const { clock, settings, rules } = this.#ports;
    const seconds = settings.maximumRecordAgeInSeconds;
    if (seconds === -1) return batch;
    const oldest = clock.nowMs() - seconds * 1000;
    const isTooOld = ({ kinesis }: LambdaKinesisRecord) =>
      kinesis.approximateArrivalTimestamp * 1000 < oldest;
    const { old, young } = withoutOld(batch, isTooOld, rules);
    if (old) await this.#discard(old, 'RecordAgeExceeded');
    return young;
  }

  async #discard(batch: Batch, condition: DiscardedBatch['condition']): Promise<void> {
    const { records, invocations } = batch;
    await this.#ports.onFailure({ shard: this.#shard, records, condition, invocations });
  }

  #grown(batch: Batch): Batch {
    const { settings, clock } = this.#ports;
    const records = [...batch.records, ...this.#gathered];
    const { take } = nextBatch({ records, sinceMs: 0, ended: true }, settings, clock.nowMs());
    const more = Math.max(0, take - batch.records.length);
    return more === 0 ? batch : { ...batch, records: [...batch.records, ...this.#take(more)] };
  }
}
