import { batchOf, type Deadline, type Quarantine, type Reject } from '@logdrive/log-stream';
import type { Answered } from './answered.ts';
import { type Tally, tallyOf } from './tally.ts';

/** How an invocation ends. */
export interface Settlement extends Tally {
  /** Number of records, from the first on, that do not come back. */
  settled: number;
  /** Sequence number of the first record that comes back; undefined when none does. */
  from: string | undefined;
}

/**
 * Ends a batch at its first record of which any target has something to be tried again: what stands
 * before it is settled, and quarantined where it must be; everything from it on comes back. When the
 * quarantine cannot be written, its first record is where the batch ends.
 *
 * @throws Error when a target has not answered for each piece: one would be lost
 */
export async function settle(
  answered: Answered,
  quarantine: Quarantine,
  deadline: Deadline,
): Promise<Settlement> {
  checkComplete(answered);
  const { routed } = answered;
  const end = firstToRetry(answered);
  const rejects = rejectsBefore(end, answered);
  if (rejects.length === 0) return settlementAt(end, answered);
  const batch = batchOf(routed.records.slice(0, end));
  const lines = rejects.map(({ reject }) => reject);
  if (await quarantine.keep(lines, batch, deadline)) return settlementAt(end, answered);
  const firstReject = rejects.reduce((first, { source }) => Math.min(first, source), end);
  return settlementAt(firstReject, answered);
}

function checkComplete({ targets }: Answered): void {
  for (const { name, pieces, outcomes } of targets) {
    if (outcomes.length === pieces.length) continue;
    throw new Error(`${name} answered for ${outcomes.length} of ${pieces.length} pieces`);
  }
}

/** Index of the first record that something is to be tried again of. */
function firstToRetry({ routed, targets }: Answered): number {
  let first = routed.taken;
  for (const { pieces, outcomes } of targets) {
    pieces.forEach(({ source }, index) => {
      if (source < first && outcomes[index]?.status === 'retry') first = source;
    });
  }
  return first;
}

interface SourcedReject {
  source: number;
  reject: Reject;
}

/** What cannot be read, once; what a target refuses, once for each that does, with its name. */
function rejectsBefore(end: number, { routed, targets }: Answered): SourcedReject[] {
  const rejects: SourcedReject[] = routed.unreadable.filter(({ source }) => source < end);
  for (const { name, pieces, outcomes } of targets) {
    pieces.forEach((piece, index) => {
      const outcome = outcomes[index];
      if (outcome?.status !== 'refused' || piece.source >= end) return;
      const { record, source, data: bytes, partitionKey, positions } = piece;
      const { reason } = outcome;
      const detail = `target ${name}: ${outcome.detail}`;
      const position = positions?.[0] ?? 0;
      rejects.push({ source, reject: { reason, detail, bytes, record, position, partitionKey } });
    });
  }
  return rejects;
}

function settlementAt(settled: number, answered: Answered): Settlement {
  const from = answered.routed.records[settled]?.kinesis.sequenceNumber;
  return { ...tallyOf(answered, settled), settled, from };
}
