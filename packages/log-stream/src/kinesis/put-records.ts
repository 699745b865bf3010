import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { Deadline } from '../delivery/deadline.ts';
import { retry } from '../delivery/retry.ts';
import { callPutRecords } from './call-put-records.ts';
import { callError } from './classify-error.ts';
import type { PutEntry } from './put-entry.ts';
import { failedAlike, type PutResult, resultsOf } from './put-results.ts';
import { unlessAborted } from './unless-aborted.ts';
import { KinesisWriteError } from './write-error.ts';
import type { WriterSettings } from './writer-options.ts';

/**
 * Makes one call, again and again while it fails as a whole and may yet pass.
 *
 * @returns a result for each entry, in order
 * @throws KinesisWriteError when the call as a whole still fails at the deadline, or is refused
 */
export type PutRecords = (
  entries: readonly PutEntry[],
  deadline: Deadline,
) => Promise<readonly PutResult[]>;

export function createPutRecords(client: KinesisClient, settings: WriterSettings): PutRecords {
  const { stream, callTimeoutMs, onFailure } = settings;
  const target = stream.startsWith('arn:') ? { StreamARN: stream } : { StreamName: stream };

  async function send(entries: readonly PutEntry[], deadline: Deadline) {
    const abortSignal = AbortSignal.any([deadline.signal, AbortSignal.timeout(callTimeoutMs)]);
    try {
      const call = callPutRecords(client, target, entries, { abortSignal });
      // What the SDK does before the request, such as fetching credentials, heeds no signal.
      return resultsOf(await unlessAborted(call, abortSignal), entries.length);
    } catch (error) {
      const failure = abortSignal.aborted ? noAnswer(error) : writeError(error);
      onFailure(failure, recordsIn(entries));
      if (failure.failure === 'credentials') await refreshCredentials(client, deadline.signal);
      throw failure;
    }
  }

  return async (entries, deadline) => {
    const results = await retry(() => send(entries, deadline), {
      ...settings.backoff,
      deadline,
      isRetryable: (error) => !deadline.signal.aborted && mayPass(error),
    });
    reportFailed(entries, results, onFailure);
    return results;
  };
}

/** @throws the error itself when it is a bug */
function writeError(error: unknown): KinesisWriteError {
  if (error instanceof KinesisWriteError) return error;
  const failure = callError(error);
  if (failure === undefined) throw error;
  return failure;
}

function mayPass(error: unknown): boolean {
  return error instanceof KinesisWriteError && error.mayPass;
}

function noAnswer(cause: unknown): KinesisWriteError {
  const message = 'no answer in time; the records may have been written';
  return new KinesisWriteError('timeout', 'AbortError', message, { cause });
}

function reportFailed(
  entries: readonly PutEntry[],
  results: readonly PutResult[],
  onFailure: WriterSettings['onFailure'],
): void {
  for (const [error, failed] of failedAlike(entries, results)) onFailure(error, recordsIn(failed));
}

function recordsIn(entries: readonly PutEntry[]): number {
  return entries.reduce((sum, { members }) => sum + members.length, 0);
}

/** The SDK keeps credentials until the time they name; one that was revoked earlier it sends again. */
async function refreshCredentials(client: KinesisClient, signal: AbortSignal): Promise<void> {
  try {
    await unlessAborted(client.config.credentials({ forceRefresh: true }), signal);
  } catch {
    // The next attempt asks again and meets the same error, which then says what is wrong.
  }
}
