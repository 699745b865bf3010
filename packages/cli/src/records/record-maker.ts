import { hash } from 'node:crypto';
import type { KinesisStreamRecord } from '@logdrive/log-stream';

/** What is known of a record besides its data. */
export interface RecordFacts {
  sequenceNumber?: string | undefined;
  shard?: string | undefined;
  partitionKey?: string | undefined;
  /** When it arrived in the stream, epoch milliseconds. */
  arrivedMs?: number | undefined;
  /** Name of the stream. */
  stream?: string | undefined;
  /** The stream's ARN, where more is known than its name. */
  streamArn?: string | undefined;
}

const region = 'us-east-1';
const firstShard = 'shardId-000000000000';
/** As far as `Date` goes. */
const lastMs = 8.64e15;

/** Makes records as Lambda would hand them over; what is not known of one is plainly made up. */
export class RecordMaker {
  /** Account of what comes without one; no real one, so that nobody takes it for real. */
  readonly account = '000000000000';
  private readonly arrivedMs: () => number;
  private readonly madeUpShard: string;
  private made = 0;

  /**
   * @param arrivedMs when a record arrives that does not say so itself, epoch milliseconds
   * @param container names what the records are read from: those that say nothing of where they stood
   *   are told apart by it, and by their place in it
   */
  constructor(arrivedMs: () => number, container?: string) {
    this.arrivedMs = arrivedMs;
    this.madeUpShard =
      container === undefined ? firstShard : `from-${hash('sha256', container).slice(0, 16)}`;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.arrivedMs();
  }

  /** @param data bytes, or their base64 */
  make(data: Buffer | string, facts: RecordFacts = {}): KinesisStreamRecord {
    const { stream = 'explain', partitionKey = '', sequenceNumber = String(this.made) } = facts;
    const otherwise = facts.sequenceNumber === undefined ? this.madeUpShard : firstShard;
    const { shard = otherwise } = facts;
    const madeUpArn = `arn:aws:kinesis:${region}:${this.account}:stream/${stream}`;
    const { streamArn = madeUpArn } = facts;
    this.made += 1;
    return {
      kinesis: {
        partitionKey,
        sequenceNumber,
        data: typeof data === 'string' ? data : data.toString('base64'),
        approximateArrivalTimestamp: this.arrival(facts.arrivedMs) / 1000,
      },
      eventID: `${shard}:${sequenceNumber}`,
      awsRegion: streamArn.split(':')[3] || region,
      eventSourceARN: streamArn,
    };
  }

  private arrival(ms = Number.NaN): number {
    return Math.abs(ms) <= lastMs ? ms : this.now();
  }
}
