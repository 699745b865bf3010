interface ShardRecord {
  kinesis: { sequenceNumber: string };
}

/** A function's answer with `ReportBatchItemFailures`. */
export interface BatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}

export interface ShardReader<R extends ShardRecord> {
  /** Hands a batch to the function. */
  invoke(records: readonly R[]): Promise<BatchResponse>;
  /** Records of the next batch, at most; asked anew for every batch, so boundaries may move. */
  batchSize(): number;
  /** Milliseconds before a batch is handed over again. */
  pauseMs: number;
  /** Milliseconds after which the shard counts as blocked for good. */
  limitMs: number;
}

/** How a shard was read to its end. */
export interface Reading {
  invocations: number;
  /** Invocations after which some of the records came back. */
  cameBack: number;
  /** The longest time in milliseconds in which the shard did not move on. */
  waitedMs: number;
}

/**
 * Reads a shard as Lambda does with `ReportBatchItemFailures`: one batch after the other, and from the
 * lowest sequence number reported on again.
 *
 * @throws Error when the function names a record that is not of its batch, which for Lambda is a
 *   failure of all of it, or when the shard does not come to its end in time
 */
export async function readShard<R extends ShardRecord>(
  records: readonly R[],
  { invoke, batchSize, pauseMs, limitMs }: ShardReader<R>,
): Promise<Reading> {
  const reading: Reading = { invocations: 0, cameBack: 0, waitedMs: 0 };
  const begun = performance.now();
  let position = 0;
  let movedAt = begun;
  while (position < records.length) {
    if (performance.now() - begun > limitMs) throw new Error('the shard is blocked');
    const batch = records.slice(position, position + batchSize());
    const { batchItemFailures } = await invoke(batch);
    const settled = firstOf(batchItemFailures, batch);
    reading.invocations += 1;
    if (settled > 0) {
      reading.waitedMs = Math.max(reading.waitedMs, performance.now() - movedAt);
      movedAt = performance.now();
      position += settled;
    }
    if (settled === batch.length) continue;
    reading.cameBack += 1;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return reading;
}

/** Place of the first record reported; the number of records when there is none. */
function firstOf<R extends ShardRecord>(
  failures: BatchResponse['batchItemFailures'],
  batch: readonly R[],
): number {
  const places = failures.map(({ itemIdentifier }) => {
    const place = batch.findIndex(({ kinesis }) => kinesis.sequenceNumber === itemIdentifier);
    if (place < 0) throw new Error(`${itemIdentifier} is not of this batch`);
    return place;
  });
  return Math.min(batch.length, ...places);
}
