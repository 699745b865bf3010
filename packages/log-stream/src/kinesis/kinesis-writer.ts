import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Deadline } from '../delivery/deadline.ts';
import { createAggregation } from './aggregate-entries.ts';
import { type PutEntry, plainEntry } from './put-entry.ts';
import { createPutRecords } from './put-records.ts';
import { sendEntries } from './send-entries.ts';
import type { WriteOutcome } from './write-outcome.ts';
import { checkRecord, recordBytes, type WriteRecord } from './write-record.ts';
import { type KinesisWriterOptions, settingsOf } from './writer-options.ts';

export interface KinesisWriter {
  /**
   * Writes records, tries until the deadline, and answers for each of them, in the order given. What
   * the service says never makes it throw; a thrown error means a bug.
   *
   * The order is that of the answers alone: Kinesis keeps no order inside a call, and what is tried
   * again comes later. Readers who need an order must bring it in the records, by time or number.
   *
   * A record is in the stream more than once only where an answer was lost: after a timeout, a
   * broken connection, or when the caller writes again what came back as `retry` after either.
   */
  write(records: readonly WriteRecord[], deadline: Deadline): Promise<WriteOutcome[]>;
}

/**
 * Writes to a Kinesis data stream with PutRecords: as many records a call as its limits allow,
 * several calls at a time. Throttled calls, failures of the service, timeouts, broken connections and
 * expired tokens are tried again with full jitter; of a call that was taken, only the records that
 * failed are, and records of other shards do not wait for them. Records that Kinesis would refuse
 * are never sent.
 *
 * @param client built with `maxAttempts: 1`: the deadline bounds the retries here. The SDK's own
 *   default opens a connection for each call; the request handler below keeps one.
 * @throws ConfigError that names every option out of range
 * @example
 * const client = new KinesisClient({
 *   maxAttempts: 1,
 *   requestHandler: { disableConcurrentStreams: false, sessionTimeout: 10_000 },
 * });
 * const writer = createKinesisWriter(client, { stream: 'app-logs' });
 * const deadline = createDeadline(() => context.getRemainingTimeInMillis());
 * const outcomes = await writer.write([{ data, partitionKey: 'web-1' }], deadline);
 * for (const [index, outcome] of outcomes.entries()) {
 *   if (outcome.status === 'retry') console.warn(index, outcome.error.failure);
 *   if (outcome.status === 'refused') console.warn(index, outcome.reason, outcome.detail);
 * }
 */
export function createKinesisWriter(
  client: KinesisClient,
  options: KinesisWriterOptions,
): KinesisWriter {
  const settings = settingsOf(options);
  const put = createPutRecords(client, settings);
  const pack = settings.aggregation && createAggregation(settings.aggregation);

  return {
    async write(records, deadline) {
      const outcomes = new Array<WriteOutcome | undefined>(records.length).fill(undefined);
      const plain = soundEntries(records, settings.recordBytes, outcomes);
      const entries = pack === undefined ? plain : pack(plain);
      const unpack = (aggregate: PutEntry) => unpackMembers(aggregate, records);
      const settle = (entry: PutEntry, outcome: WriteOutcome) =>
        settleMembers(entry, outcome, outcomes);
      await sendEntries(entries, { put, settings, deadline, settle, unpack });
      return complete(outcomes);
    },
  };
}

/** Each record that Kinesis takes as an entry of its own; the others have their outcome at once. */
function* soundEntries(
  records: readonly WriteRecord[],
  maxBytes: number,
  outcomes: (WriteOutcome | undefined)[],
): Iterable<PutEntry> {
  let index = 0;
  for (const record of records) {
    const bytes = recordBytes(record);
    const refusal = checkRecord(record, bytes, maxBytes);
    if (refusal === undefined) yield plainEntry(record, index, bytes);
    else outcomes[index] = refusal;
    index += 1;
  }
}

/** The records of an aggregate one by one, still bound for its shard. */
function unpackMembers(
  { members, explicitHashKey }: PutEntry,
  records: readonly WriteRecord[],
): PutEntry[] {
  return members.flatMap((index) => {
    const record = records[index];
    return record === undefined ? [] : [plainEntry({ ...record, explicitHashKey }, index)];
  });
}

/** Gives each record of an entry its outcome. */
function settleMembers(
  { members }: PutEntry,
  outcome: WriteOutcome,
  outcomes: (WriteOutcome | undefined)[],
): void {
  const numbered = outcome.status === 'delivered' && members.length > 1;
  members.forEach((index, subSequenceNumber) => {
    outcomes[index] = numbered ? { ...outcome, subSequenceNumber } : outcome;
  });
}

/** @throws Error when a record has no outcome: it would be lost */
function complete(outcomes: (WriteOutcome | undefined)[]): WriteOutcome[] {
  const missing = outcomes.indexOf(undefined);
  if (missing >= 0) throw new Error(`record ${missing} has no outcome`);
  return outcomes as WriteOutcome[];
}
