import type { DecodeOptions } from '../decode/decode-batch.ts';
import type { Reject } from '../decode/decoded-event.ts';
import type { KinesisStreamRecord } from '../decode/record.ts';
import type { Conform } from '../schema/common-schema.ts';
import { type Account, countReasons } from './account.ts';
import type { Deadline } from './deadline.ts';
import { type Takings, takeIn } from './intake.ts';
import type { Quarantine } from './quarantine.ts';
import type { SinkResult } from './sink.ts';

export interface Delivery {
  /** The invocation's records, of which `intake` is made. */
  records: readonly KinesisStreamRecord[];
  intake: Takings;
  conform: Conform;
  /** The options with which `intake` was decoded. */
  decode?: DecodeOptions;
  result: SinkResult;
  quarantine: Quarantine;
  deadline: Deadline;
}

/** How an invocation ends. */
export interface Settlement {
  account: Account;
  /** Events quarantined, by reason. */
  reasons: Record<string, number>;
  /** Sequence number of the first record that comes back; undefined when none does. */
  from: string | undefined;
}

/**
 * Ends a batch at its first record that has an event to be tried again: what stands before it is
 * settled and quarantined where it must be, everything from it on comes back. For sinks that find
 * again what they have written event by event; one that needs the same batch again, as S3 does,
 * answers for the batch as a whole with `accountFor`.
 *
 * When the quarantine cannot be written, its first record is where the batch ends. Records come back
 * together with their neighbours, so what is counted as retried may have been delivered already.
 *
 * @throws Error when the sink has not answered for each event: one would be lost
 */
export async function settleByRecord(delivery: Delivery): Promise<Settlement> {
  const { records, intake, result } = delivery;
  const answered = result.delivered + result.refused.length + result.retry.length;
  if (answered !== intake.eventCount) {
    throw new Error(`the sink answered for ${answered} of ${intake.eventCount} events`);
  }
  const indexOf = createIndex(records);
  const end = least(
    result.retry.map(({ record }) => indexOf(record)),
    intake.records,
  );
  const part = settle(delivery, indexOf, end);
  if (await keep(part, delivery)) return part.settlement;
  const firstReject = least(
    part.rejects.map(({ record }) => indexOf(record)),
    end,
  );
  return settle(delivery, indexOf, firstReject).settlement;
}

type IndexOf = (record: KinesisStreamRecord) => number;

function createIndex(records: readonly KinesisStreamRecord[]): IndexOf {
  let indices: Map<KinesisStreamRecord, number> | undefined;
  return (record) => {
    indices ??= new Map(records.map((each, index) => [each, index]));
    const index = indices.get(record);
    if (index === undefined) throw new TypeError('the record is not of this batch');
    return index;
  };
}

function least(numbers: readonly number[], otherwise: number): number {
  return numbers.reduce((a, b) => Math.min(a, b), otherwise);
}

interface Part {
  /** What was taken in of the records that are settled; undefined when all of them come back. */
  intake: Takings | undefined;
  rejects: Reject[];
  settlement: Settlement;
}

/** @param end number of records, from the first on, that do not come back */
function settle(delivery: Delivery, indexOf: IndexOf, end: number): Part {
  const { records, intake, result } = delivery;
  const settled = end === intake.records ? intake : takeFirst(delivery, end);
  const events = settled?.eventCount ?? 0;
  const filtered = settled?.filtered ?? 0;
  const refused =
    settled === intake
      ? result.refused
      : result.refused.filter(({ record }) => indexOf(record) < end);
  const rejects = [...(settled?.rejects ?? []), ...refused];
  const received = intake.eventCount + intake.filtered + intake.rejects.length;
  const account: Account = {
    received,
    delivered: events - refused.length,
    filtered,
    quarantined: rejects.length,
    retried: received - (events + filtered + (settled?.rejects.length ?? 0)),
  };
  const from = records[end]?.kinesis.sequenceNumber;
  return {
    intake: settled,
    rejects,
    settlement: { account, reasons: countReasons(rejects), from },
  };
}

/** A rare way: to decode again costs less than to note for every event whose it is. */
function takeFirst({ records, conform, decode }: Delivery, count: number): Takings | undefined {
  return count === 0 ? undefined : takeIn(records.slice(0, count), conform, decode);
}

async function keep({ intake, rejects }: Part, { quarantine, deadline }: Delivery) {
  return intake === undefined || quarantine.keep(rejects, intake.batch, deadline);
}
