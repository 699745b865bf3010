import type { MappingPorts } from './mapping-ports.ts';
import { checkMappingSettings } from './settings.ts';
import { ShardPoller } from './shard-poller.ts';
import type { StreamShard } from './shard-source.ts';

/** How often the mapping looks for shards that a split or a merge has made. */
const discoverMs = 1_000;

/**
 * An event source mapping between a Kinesis stream and a function, by the rules of Lambda's
 * documentation; docs/event-source-mapping.md lists them with their sources.
 *
 * Parents are read to their end before their children: "Lambda processes records in each shard in
 * order", and a key's records move from parent to child.
 */
export class EventSourceMapping {
  readonly #ports: MappingPorts;
  readonly #finished = new Set<string>();
  readonly #running = new Map<string, Promise<void>>();
  #error: { cause: unknown } | undefined;

  /** @throws RangeError when Lambda's API would refuse the settings */
  constructor(ports: MappingPorts) {
    checkMappingSettings(ports.settings);
    this.#ports = ports;
  }

  /** Ends when every shard is closed and all records are settled or discarded, or on abort. */
  async run(signal?: AbortSignal): Promise<void> {
    const { source, clock, settings } = this.#ports;
    const first = await source.listShards();
    // LATEST holds for the shards there are; what they split into is read from its beginning.
    const starts = new Map<string, string>();
    for (const { id } of first) {
      starts.set(id, await source.position(id, settings.startingPosition));
    }
    for (;;) {
      const shards = await source.listShards();
      for (const shard of shards) await this.#begin(shard, shards, starts, signal);
      if (this.#running.size === 0 && shards.every(({ id }) => this.#finished.has(id))) return;
      if (signal?.aborted) break;
      await Promise.race([...this.#running.values(), clock.sleep(discoverMs)]);
      if (this.#error) throw this.#error.cause;
    }
    await Promise.all(this.#running.values());
  }

  async #begin(
    { id, parents }: StreamShard,
    shards: readonly StreamShard[],
    starts: ReadonlyMap<string, string>,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (this.#running.has(id) || this.#finished.has(id)) return;
    const there = new Set(shards.map((shard) => shard.id));
    // A parent that has aged out of the stream has no records left to wait for.
    if (parents.some((parent) => there.has(parent) && !this.#finished.has(parent))) return;
    const from = starts.get(id) ?? (await this.#ports.source.position(id, 'TRIM_HORIZON'));
    const work = new ShardPoller(id, this.#ports).run(from, signal).then(
      () => {
        this.#finished.add(id);
        this.#running.delete(id);
      },
      (cause: unknown) => {
        this.#error = { cause };
        this.#running.delete(id);
      },
    );
    this.#running.set(id, work);
  }
}
