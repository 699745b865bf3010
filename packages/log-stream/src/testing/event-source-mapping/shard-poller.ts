import { laneOf } from './lane-of.ts';
import type { MappingPorts } from './mapping-ports.ts';
import { ShardLane } from './shard-lane.ts';

/** Lambda "polls each shard in your Kinesis stream for records at a base rate of once per second". */
const pollMs = 1_000;

/** Records gathered after which a shard is not read further until some are on their way. */
const mostGathered = 10_000;

/**
 * Reads one shard from a position to its end and hands its records to as many lanes as there may be
 * batches at once.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
 */
export class ShardPoller {
  readonly #shard: string;
  readonly #ports: MappingPorts;
  readonly #lanes: ShardLane[];
  #wake = () => {};
  #error: { cause: unknown } | undefined;

  constructor(shard: string, ports: MappingPorts) {
    this.#shard = shard;
    this.#ports = ports;
    const { parallelizationFactor } = ports.settings;
    this.#lanes = Array.from({ length: parallelizationFactor }, () => new ShardLane(shard, ports));
  }

  /** Ends when the shard is closed and all its records are settled or discarded, or on abort. */
  async run(from: string, signal?: AbortSignal): Promise<void> {
    let next: string | undefined = from;
    while (!signal?.aborted) {
      if (next !== undefined && this.#hasRoom) next = await this.#read(next);
      const waitMs = this.#begin(next === undefined);
      if (next === undefined && this.#lanes.every(({ isDone }) => isDone)) return;
      await this.#pause(next === undefined ? waitMs : Math.min(waitMs ?? pollMs, pollMs));
      if (this.#error) throw this.#error.cause;
    }
  }

  get #hasRoom(): boolean {
    return this.#lanes.reduce((sum, { waiting }) => sum + waiting, 0) < mostGathered;
  }

  async #read(from: string): Promise<string | undefined> {
    const { records, next } = await this.#ports.source.read(this.#shard, from);
    for (const record of records) {
      const lane = laneOf(record.kinesis.partitionKey, this.#lanes.length);
      this.#lanes[lane]?.add(record);
    }
    return next;
  }

  /** @returns after how many milliseconds the next window is over */
  #begin(ended: boolean): number | undefined {
    let soonest: number | undefined;
    for (const lane of this.#lanes) {
      const { work, waitMs } = lane.begin(ended);
      work?.then(
        () => this.#wake(),
        (cause: unknown) => {
          this.#error = { cause };
          this.#wake();
        },
      );
      if (waitMs !== undefined) soonest = Math.min(soonest ?? waitMs, waitMs);
    }
    return soonest;
  }

  async #pause(ms: number | undefined): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await (ms === undefined ? woken : Promise.race([woken, this.#ports.clock.sleep(ms)]));
  }
}
