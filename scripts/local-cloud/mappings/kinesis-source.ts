import {
  ExpiredIteratorException,
  GetRecordsCommand,
  type GetRecordsOutput,
  GetShardIteratorCommand,
  type KinesisClient,
  ListShardsCommand,
  ResourceNotFoundException,
  type Shard,
} from '@aws-sdk/client-kinesis';
import type { ShardRead, ShardSource, StreamShard } from '@logdrive/log-stream/testing';
import { lambdaRecord } from './lambda-record.ts';

/** Where reading a shard goes on when the iterator for it has expired (after five minutes). */
interface Place {
  sequenceNumber?: string;
  /** When LATEST was asked for. */
  since?: Date;
}

/**
 * A Kinesis stream by its public calls. A read that fails, for whatever reason but that the stream is
 * gone, is an empty one: the mapping reads again a second later, as Lambda does.
 */
export class KinesisSource implements ShardSource {
  readonly #client: KinesisClient;
  readonly #streamArn: string;
  readonly #places = new Map<string, Place>();
  /** Why the last read failed; undefined when it did not. */
  trouble: string | undefined;

  constructor(client: KinesisClient, streamArn: string) {
    this.#client = client;
    this.#streamArn = streamArn;
  }

  async listShards(): Promise<StreamShard[]> {
    const shards: Shard[] = [];
    let token: string | undefined;
    do {
      const from = token === undefined ? { StreamARN: this.#streamArn } : { NextToken: token };
      const { Shards = [], NextToken } = await this.#client.send(new ListShardsCommand(from));
      shards.push(...Shards);
      token = NextToken;
    } while (token !== undefined);
    return shards.map(({ ShardId: id = '', ParentShardId, AdjacentParentShardId }) => ({
      id,
      parents: [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined),
    }));
  }

  async position(shard: string, at: 'TRIM_HORIZON' | 'LATEST'): Promise<string> {
    this.#places.set(shard, at === 'LATEST' ? { since: new Date() } : {});
    return this.#iterator(shard, { ShardIteratorType: at });
  }

  async read(shard: string, from: string): Promise<ShardRead> {
    try {
      const { Records = [], NextShardIterator } = await this.#getRecords(shard, from);
      this.trouble = undefined;
      const last = Records.at(-1)?.SequenceNumber;
      if (last !== undefined) this.#places.set(shard, { sequenceNumber: last });
      const within = { shard, streamArn: this.#streamArn };
      const records = Records.map((record) => lambdaRecord(record, within));
      return { records, next: NextShardIterator };
    } catch (error) {
      if (error instanceof ResourceNotFoundException) throw error;
      this.trouble = error instanceof Error ? error.message : String(error);
      return { records: [], next: from };
    }
  }

  async #getRecords(shard: string, ShardIterator: string): Promise<GetRecordsOutput> {
    const command = { ShardIterator, StreamARN: this.#streamArn };
    try {
      return await this.#client.send(new GetRecordsCommand(command));
    } catch (error) {
      if (!(error instanceof ExpiredIteratorException)) throw error;
      const anew = await this.#iterator(shard, startOf(this.#places.get(shard)));
      return this.#client.send(new GetRecordsCommand({ ...command, ShardIterator: anew }));
    }
  }

  async #iterator(shard: string, start: ReturnType<typeof startOf>): Promise<string> {
    const command = { StreamARN: this.#streamArn, ShardId: shard, ...start };
    const { ShardIterator } = await this.#client.send(new GetShardIteratorCommand(command));
    if (ShardIterator === undefined) throw new Error(`${shard} has no iterator`);
    return ShardIterator;
  }
}

function startOf({ sequenceNumber, since }: Place = {}) {
  if (sequenceNumber !== undefined) {
    const ShardIteratorType = 'AFTER_SEQUENCE_NUMBER' as const;
    return { ShardIteratorType, StartingSequenceNumber: sequenceNumber };
  }
  if (since !== undefined) {
    return { ShardIteratorType: 'AT_TIMESTAMP' as const, Timestamp: since };
  }
  return { ShardIteratorType: 'TRIM_HORIZON' as 'TRIM_HORIZON' | 'LATEST' };
}
