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
}

const region = 'us-east-1';
/** As far as `Date` goes. */
const lastMs = 8.64e15;

/** Makes records as Lambda would hand them over; what is not known of one is plainly made up. */
export class RecordMaker {
  /** Account of what comes without one; no real one, so that nobody takes it for real. */
  readonly account = '000000000000';
  private readonly arrivedMs: () => number;
  private made = 0;

  /** @param arrivedMs when a record arrives that does not say so itself, epoch milliseconds */
  constructor(arrivedMs: () => number) {
    this.arrivedMs = arrivedMs;
  }

  /** Epoch milliseconds. */
  now(): number {
    return this.arrivedMs();
  }

  /** @param data bytes, or their base64 */
  make(data: Buffer | string, facts: RecordFacts = {}): KinesisStreamRecord {
    const { shard = 'shardId-000000000000', stream = 'explain', partitionKey = '' } = facts;
    const sequenceNumber = facts.sequenceNumber ?? String(this.made);
    this.made += 1;
    return {
      kinesis: {
        partitionKey,
        sequenceNumber,
        data: typeof data === 'string' ? data : data.toString('base64'),
        approximateArrivalTimestamp: this.arrival(facts.arrivedMs) / 1000,
      },
      eventID: `${shard}:${sequenceNumber}`,
      awsRegion: region,
      eventSourceARN: `arn:aws:kinesis:${region}:${this.account}:stream/${stream}`,
    };
  }

  private arrival(ms = Number.NaN): number {
    return Math.abs(ms) <= lastMs ? ms : this.now();
  }
}
