import {
  type KinesisClient,
  PutRecordsCommand,
  type PutRecordsCommandOutput,
} from '@aws-sdk/client-kinesis';
import type { Deadline } from '../delivery/deadline.ts';
import { retry } from '../delivery/retry.ts';
import { callError, entryError } from './classify-error.ts';
import type { PutEntry } from './put-entry.ts';
import { KinesisWriteError } from './write-error.ts';
import type { WriterSettings } from './writer-options.ts';

/** Where an entry went, or why it did not; entries that failed alike share one error. */
export type PutResult = { shard: string; sequenceNumber: string } | KinesisWriteError;

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
    const command = new PutRecordsCommand({ ...target, Records: entries.map(requestEntry) });
    try {
      return resultsOf(await client.send(command, { abortSignal }), entries.length);
    } catch (error) {
      const failure = abortSignal.aborted ? noAnswer(error) : callError(error);
      if (failure === undefined) throw error;
      onFailure(failure, recordsIn(entries));
      if (failure.failure === 'credentials') await refreshCredentials(client);
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

function requestEntry({ data, partitionKey, explicitHashKey }: PutEntry) {
  return {
    Data: data,
    PartitionKey: partitionKey,
    ...(explicitHashKey !== undefined && { ExplicitHashKey: explicitHashKey }),
  };
}

function mayPass(error: unknown): boolean {
  return error instanceof KinesisWriteError && error.mayPass;
}

function noAnswer(cause: unknown): KinesisWriteError {
  const message = 'no answer in time; the records may have been written';
  return new KinesisWriteError('timeout', 'AbortError', message, { cause });
}

/** Whole-call errors aside, Kinesis answers for each entry in the order of the request. */
function resultsOf({ Records = [] }: PutRecordsCommandOutput, count: number): PutResult[] {
  if (Records.length !== count) {
    const message = `Kinesis answered for ${Records.length} of ${count} records`;
    throw new KinesisWriteError('connection', 'IncompleteAnswer', message);
  }
  const errors = new Map<string, KinesisWriteError>();
  return Records.map(({ ShardId, SequenceNumber, ErrorCode, ErrorMessage = '' }) => {
    if (ErrorCode === undefined && ShardId !== undefined && SequenceNumber !== undefined) {
      return { shard: ShardId, sequenceNumber: SequenceNumber };
    }
    const code = ErrorCode ?? 'IncompleteAnswer';
    const alike = `${code} ${ErrorMessage}`;
    const error = errors.get(alike) ?? entryError(code, ErrorMessage);
    errors.set(alike, error);
    return error;
  });
}

function reportFailed(
  entries: readonly PutEntry[],
  results: readonly PutResult[],
  onFailure: WriterSettings['onFailure'],
): void {
  for (const [error, failed] of failedAlike(entries, results)) onFailure(error, recordsIn(failed));
}

/**
 * The entries that failed, by error. The message of a throttled entry names its shard, so those of
 * different shards are apart.
 */
export function failedAlike(
  entries: readonly PutEntry[],
  results: readonly PutResult[],
): Map<KinesisWriteError, PutEntry[]> {
  const groups = new Map<KinesisWriteError, PutEntry[]>();
  entries.forEach((entry, index) => {
    const result = results[index];
    if (!(result instanceof KinesisWriteError)) return;
    const group = groups.get(result);
    if (group === undefined) groups.set(result, [entry]);
    else group.push(entry);
  });
  return groups;
}

function recordsIn(entries: readonly PutEntry[]): number {
  return entries.reduce((sum, { members }) => sum + members.length, 0);
}

/** The SDK keeps credentials until the time they name; one that was revoked earlier it sends again. */
async function refreshCredentials(client: KinesisClient): Promise<void> {
  try {
    await client.config.credentials({ forceRefresh: true });
  } catch {
    // The next attempt asks again and meets the same error, which then says what is wrong.
  }
}
