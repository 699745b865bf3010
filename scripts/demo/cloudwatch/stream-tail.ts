import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';

/** A record of a stream as it was found there. */
export interface FoundRecord {
  /** As Lambda names it: `<shard id>:<sequence number>`. */
  eventId: string;
  data: Buffer;
}

/** Reads a stream from its beginning, as nobody else does: the functions that read it do not notice. */
export class StreamTail {
  /** All records found so far, in the order of their shards' reading. */
  readonly records: FoundRecord[] = [];
  readonly streamArn: string;
  readonly #kinesis: KinesisClient;
  #iterators: Map<string, string> | undefined;

  constructor(kinesis: KinesisClient, streamArn: string) {
    this.#kinesis = kinesis;
    this.streamArn = streamArn;
  }

  /** Takes in what has come since the last call. */
  async read(): Promise<readonly FoundRecord[]> {
    this.#iterators ??= await this.#begin();
    for (const [shard, iterator] of this.#iterators) await this.#readShard(shard, iterator);
    return this.records;
  }

  async #begin(): Promise<Map<string, string>> {
    const { Shards = [] } = await this.#kinesis.send(
      new ListShardsCommand({ StreamARN: this.streamArn }),
    );
    const iterators = new Map<string, string>();
    for (const { ShardId = '' } of Shards) {
      const { ShardIterator = '' } = await this.#kinesis.send(
        new GetShardIteratorCommand({
          StreamARN: this.streamArn,
          ShardId,
          ShardIteratorType: 'TRIM_HORIZON',
        }),
      );
      iterators.set(ShardId, ShardIterator);
    }
    return iterators;
  }

  async #readShard(shard: string, from: string): Promise<void> {
    for (let iterator = from; ; ) {
      const { Records = [], NextShardIterator = iterator } = await this.#kinesis.send(
        new GetRecordsCommand({ ShardIterator: iterator, StreamARN: this.streamArn }),
      );
      for (const { SequenceNumber, Data = new Uint8Array() } of Records) {
        this.records.push({ eventId: `${shard}:${SequenceNumber}`, data: Buffer.from(Data) });
      }
      iterator = NextShardIterator;
      this.#iterators?.set(shard, iterator);
      if (Records.length === 0) return;
    }
  }
}
