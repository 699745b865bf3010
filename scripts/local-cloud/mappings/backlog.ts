import type { LambdaKinesisRecord } from '@logdrive/log-stream/testing';

/** How far a mapping is. Counts are of Kinesis records. */
export interface MappingFigures {
  functionName: string;
  /** Read from the stream, and neither settled nor given up. */
  backlog: number;
  /** The most that `backlog` has been. */
  largestBacklog: number;
  /** Milliseconds since the oldest record of the backlog came into the stream; 0 without one. */
  ageMs: number;
  /** Records whose checkpoint has passed. */
  settled: number;
  /** Records that went to the on-failure destination. */
  discarded: number;
  invocations: number;
  /** Invocations under way. */
  inFlight: number;
  /** Invocations whose answer named records that must come back. */
  partialAnswers: number;
  /** Invocations that threw, timed out, died, or could not be begun. */
  failedInvocations: number;
  /** Why the last read of the stream failed, or why the mapping has ended. */
  trouble: string | undefined;
}

/** Counts the records of one mapping from their reading to their end. */
export class Backlog {
  settled = 0;
  discarded = 0;
  largest = 0;
  /** Arrival in epoch milliseconds by sequence number, the first read first. */
  readonly #open = new Map<string, number>();

  get size(): number {
    return this.#open.size;
  }

  read(records: readonly LambdaKinesisRecord[]): void {
    for (const { kinesis } of records) {
      this.#open.set(kinesis.sequenceNumber, kinesis.approximateArrivalTimestamp * 1000);
    }
    this.largest = Math.max(this.largest, this.size);
  }

  settle(records: readonly LambdaKinesisRecord[]): void {
    this.settled += this.#close(records);
  }

  discard(records: readonly LambdaKinesisRecord[]): void {
    this.discarded += this.#close(records);
  }

  /** @param nowMs epoch milliseconds */
  ageMs(nowMs: number): number {
    let oldest = nowMs;
    for (const arrivedMs of this.#open.values()) oldest = Math.min(oldest, arrivedMs);
    return nowMs - oldest;
  }

  #close(records: readonly LambdaKinesisRecord[]): number {
    const before = this.size;
    for (const { kinesis } of records) this.#open.delete(kinesis.sequenceNumber);
    return before - this.size;
  }
}
