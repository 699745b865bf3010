import { hash } from 'node:crypto';
import { kinesisRecord, type LambdaKinesisRecord, sequenceNumberOf } from '../factories.ts';
import type { ShardRead, ShardSource, StreamShard } from './shard-source.ts';

interface ModelShard extends StreamShard {
  number: number;
  /** Part of the hash key range, the end not included. */
  range: { from: bigint; to: bigint };
  closed: boolean;
  records: LambdaKinesisRecord[];
}

const allKeys = 1n << 128n;
const readLimit = 10_000;

/**
 * A Kinesis stream in memory: shards by hash key range, sequence numbers that grow, splits and merges.
 *
 * @see https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-resharding.html
 */
export class ModelStream implements ShardSource {
  readonly #shards: ModelShard[] = [];
  readonly #nowMs: () => number;
  #puts = 0;

  /** @param nowMs epoch milliseconds: when a record arrives */
  constructor(shards: number, nowMs: () => number) {
    this.#nowMs = nowMs;
    const count = BigInt(shards);
    for (let index = 0n; index < count; index += 1n) {
      this.#open([], (allKeys * index) / count, (allKeys * (index + 1n)) / count);
    }
  }

  /** @throws Error when the stream is closed */
  put(partitionKey: string, data: string | Buffer): LambdaKinesisRecord {
    const key = BigInt(`0x${hash('md5', partitionKey)}`);
    const shard = this.#openShards.find(({ range }) => key >= range.from && key < range.to);
    if (shard === undefined) throw new Error('the stream is closed');
    const record = kinesisRecord({
      data,
      partitionKey,
      shard: shard.number,
      sequenceNumber: sequenceNumberOf(this.#puts),
      arrivedMs: this.#nowMs(),
    });
    this.#puts += 1;
    shard.records.push(record);
    return record;
  }

  /** Splits the nth of the open shards in the middle. */
  split(nth: number): void {
    const shard = this.#openShards.at(nth % this.#openShards.length);
    if (shard === undefined) return;
    const { from, to } = shard.range;
    const middle = (from + to) / 2n;
    shard.closed = true;
    this.#open([shard.id], from, middle);
    this.#open([shard.id], middle, to);
  }

  /** Merges the nth of the open shards with the one after it; does nothing where there is none. */
  merge(nth: number): void {
    const shard = this.#openShards.at(nth % this.#openShards.length);
    const next = this.#openShards.find(({ range }) => range.from === shard?.range.to);
    if (shard === undefined || next === undefined) return;
    shard.closed = true;
    next.closed = true;
    this.#open([shard.id, next.id], shard.range.from, next.range.to);
  }

  /** No record will be put any more: every shard has an end. */
  close(): void {
    for (const shard of this.#shards) shard.closed = true;
  }

  async listShards(): Promise<StreamShard[]> {
    return this.#shards.map(({ id, parents }) => ({ id, parents }));
  }

  async position(shard: string, at: 'TRIM_HORIZON' | 'LATEST'): Promise<string> {
    return String(at === 'LATEST' ? this.#shard(shard).records.length : 0);
  }

  async read(shard: string, from: string): Promise<ShardRead> {
    const { records, closed } = this.#shard(shard);
    const start = Number(from);
    const end = Math.min(records.length, start + readLimit);
    const next = closed && end === records.length ? undefined : String(end);
    return { records: records.slice(start, end), next };
  }

  get #openShards(): ModelShard[] {
    return this.#shards.filter(({ closed }) => !closed);
  }

  #open(parents: string[], from: bigint, to: bigint): void {
    const number = this.#shards.length;
    const id = `shardId-${String(number).padStart(12, '0')}`;
    this.#shards.push({ id, number, parents, range: { from, to }, closed: false, records: [] });
  }

  #shard(id: string): ModelShard {
    const shard = this.#shards.find((each) => each.id === id);
    if (shard === undefined) throw new Error(`no shard ${id}`);
    return shard;
  }
}
