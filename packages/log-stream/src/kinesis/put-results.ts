import type { PutRecordsCommandOutput } from '@aws-sdk/client-kinesis';
import { entryError } from './classify-error.ts';
import type { PutEntry } from './put-entry.ts';
import { KinesisWriteError } from './write-error.ts';
import type { DeliveredRecord } from './write-outcome.ts';

/** Where an entry went, or why it did not; entries that failed alike share one error. */
export type PutResult = DeliveredRecord | KinesisWriteError;

/**
 * Kinesis answers for each entry in the order of the request.
 *
 * @throws KinesisWriteError when it does not: nothing can be told from such an answer
 */
export function resultsOf({ Records = [] }: PutRecordsCommandOutput, count: number): PutResult[] {
  if (Records.length !== count) {
    const message = `Kinesis answered for ${Records.length} of ${count} records`;
    throw new KinesisWriteError('connection', 'IncompleteAnswer', message);
  }
  const errors = new Map<string, KinesisWriteError>();
  return Records.map(({ ShardId, SequenceNumber, ErrorCode, ErrorMessage = '' }) => {
    if (ErrorCode === undefined && ShardId !== undefined && SequenceNumber !== undefined) {
      return { status: 'delivered', shard: ShardId, sequenceNumber: SequenceNumber };
    }
    const code = ErrorCode ?? 'IncompleteAnswer';
    const alike = `${code} ${ErrorMessage}`;
    const error = errors.get(alike) ?? entryError(code, ErrorMessage);
    errors.set(alike, error);
    return error;
  });
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
