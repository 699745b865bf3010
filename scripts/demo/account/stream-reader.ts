import {
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis';
import { decodeBatch } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';

/** Reads what stands in a stream from its beginning, each event once. */
export class StreamReader {
  readonly #client: KinesisClient;
  readonly #streamName: string;
  #iterators: (string | undefined)[] | undefined;

  constructor(client: KinesisClient, streamName: string) {
    this.#client = client;
    this.#streamName = streamName;
  }

  /** The bytes of the events that have come since the last call, readable or not. */
  async newEvents(): Promise<Buffer[]> {
    this.#iterators ??= await this.#beginnings();
    const found: Buffer[] = [];
    for (const [shard, iterator] of this.#iterators.entries()) {
      this.#iterators[shard] = await this.#readOn(iterator, found);
    }
    return found;
  }

  async #beginnings(): Promise<(string | undefined)[]> {
    const of = { StreamName: this.#streamName };
    const { Shards = [] } = await this.#client.send(new ListShardsCommand(of));
    const iterators = Shards.map(async ({ ShardId }) => {
      const from = { ...of, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
      return (await this.#client.send(new GetShardIteratorCommand(from))).ShardIterator;
    });
    return Promise.all(iterators);
  }

  async #readOn(from: string | undefined, found: Buffer[]): Promise<string | undefined> {
    let iterator = from;
    while (iterator !== undefined) {
      const command = new GetRecordsCommand({ ShardIterator: iterator });
      const { Records = [], NextShardIterator } = await this.#client.send(command);
      iterator = NextShardIterator;
      if (Records.length === 0) break;
      for (const { Data } of Records) found.push(...eventsIn(Buffer.from(Data ?? [])));
    }
    return iterator;
  }
}

function eventsIn(data: Buffer): Buffer[] {
  const { events, rejects } = decodeBatch([kinesisRecord({ data })]);
  return [...events, ...rejects].map(({ bytes }) => bytes);
}
