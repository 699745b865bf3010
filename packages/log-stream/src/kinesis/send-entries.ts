import { setTimeout as sleep } from 'node:timers/promises';
import type { Deadline } from '../delivery/deadline.ts';
import { fullJitterMs } from '../delivery/retry.ts';
import { EntryQueue } from './entry-queue.ts';
import type { PutEntry } from './put-entry.ts';
import type { PutRecords } from './put-records.ts';
import { failedAlike, type PutResult } from './put-results.ts';
import { KinesisWriteError } from './write-error.ts';
import type { WriteOutcome } from './write-outcome.ts';
import type { WriterSettings } from './writer-options.ts';

export interface Sending {
  put: PutRecords;
  settings: WriterSettings;
  deadline: Deadline;
  /** Takes an entry's outcome; called once for each. */
  settle: (entry: PutEntry, outcome: WriteOutcome) => void;
  /** The records of an aggregate as entries of their own. */
  unpack: (aggregate: PutEntry) => PutEntry[];
}

/**
 * Sends all entries, several calls at a time, and settles each. A call that fails as a whole is
 * tried again in its place; of a call that was taken, the entries that failed wait out a pause of
 * their own while the others go on.
 */
export async function sendEntries(entries: Iterable<PutEntry>, sending: Sending): Promise<void> {
  const { settings, deadline, settle } = sending;
  const queue = new EntryQueue(entries, settings);
  const lane = async () => {
    while (deadline.remainingMs() > 0) {
      const call = queue.take();
      if (call.length > 0) {
        await sendCall(call, queue, sending);
        continue;
      }
      const pauseMs = queue.msUntilDue();
      // What another lane may yet put back is at most one call, and that lane sees to it.
      if (pauseMs === undefined) return;
      await sleep(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: settings.callsInFlight }, lane));
  for (const entry of queue.drain()) {
    settle(entry, { status: 'retry', error: entry.lastError ?? notSent() });
  }
}

async function sendCall(
  call: readonly PutEntry[],
  queue: EntryQueue,
  sending: Sending,
): Promise<void> {
  const { put, deadline, settle } = sending;
  let results: readonly PutResult[];
  try {
    results = await put(call, deadline);
  } catch (error) {
    if (!(error instanceof KinesisWriteError)) throw error;
    if (error.failure === 'invalid') await sendApart(call, error, queue, sending);
    else for (const entry of call) settle(entry, { status: 'retry', error });
    return;
  }
  call.forEach((entry, index) => {
    const result = results[index];
    if (result === undefined || result instanceof KinesisWriteError) return;
    settle(entry, result);
  });
  for (const [error, failed] of failedAlike(call, results)) tryLater(failed, error, queue, sending);
}

function tryLater(
  entries: readonly PutEntry[],
  error: KinesisWriteError,
  queue: EntryQueue,
  { settings, deadline, settle }: Sending,
): void {
  for (const entry of entries) {
    entry.failures += 1;
    entry.lastError = error;
  }
  const failures = Math.max(...entries.map((entry) => entry.failures));
  const pauseMs = fullJitterMs(failures, settings.backoff);
  if (pauseMs < deadline.remainingMs()) queue.putBack(entries, pauseMs);
  else for (const entry of entries) settle(entry, { status: 'retry', error });
}

/**
 * Kinesis refuses a call for the sake of one record, such as one over the limit of a stream that the
 * writer takes to be larger. Halving finds it, and its neighbours are written.
 */
async function sendApart(
  call: readonly PutEntry[],
  error: KinesisWriteError,
  queue: EntryQueue,
  sending: Sending,
): Promise<void> {
  const [only] = call;
  if (only !== undefined && call.length === 1) {
    if (only.members.length > 1) queue.add(sending.unpack(only));
    else sending.settle(only, refusedByKinesis(error));
    return;
  }
  const half = Math.ceil(call.length / 2);
  for (const part of [call.slice(0, half), call.slice(half)]) {
    if (sending.deadline.remainingMs() > 0) await sendCall(part, queue, sending);
    else for (const entry of part) sending.settle(entry, { status: 'retry', error });
  }
}

function refusedByKinesis({ code, message }: KinesisWriteError): WriteOutcome {
  return { status: 'refused', reason: 'refused:kinesis', detail: `${code}: ${message}` };
}

function notSent(): KinesisWriteError {
  return new KinesisWriteError('deadline', 'DeadlineReached', 'the time was up before it was sent');
}
