import type { WriteOutcome } from '../kinesis/write-outcome.ts';
import type { WriteRecord } from '../kinesis/write-record.ts';
import type { FakeKinesis } from './fake-kinesis.ts';

/** Records that all differ, spread over the shards. */
export function numberedRecords(count: number): WriteRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    data: Buffer.from(`{"n":${index}}`),
    partitionKey: `key-${index}`,
  }));
}

/** Expects each outcome to name where the stream holds the record of its own place in the list. */
export function expectDeliveredInOrder(
  fake: FakeKinesis,
  records: readonly WriteRecord[],
  outcomes: readonly WriteOutcome[],
): void {
  const held = new Map(fake.accepted.map((record) => [record.sequenceNumber, record]));
  expect(outcomes).toHaveLength(records.length);
  records.forEach((record, index) => {
    const outcome = outcomes[index];
    if (outcome?.status !== 'delivered') throw new Error(`record ${index} is ${outcome?.status}`);
    const there = held.get(outcome.sequenceNumber);
    expect(there?.data.equals(record.data)).toBe(true);
    expect(there?.shard).toBe(outcome.shard);
  });
}
