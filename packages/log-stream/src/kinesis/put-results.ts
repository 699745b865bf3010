import type { PutRecordsAnswer } from './call-put-records.ts';
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
export function resultsOf(answers: readonly PutRecordsAnswer[], count: number): PutResult[] {
  if (answers.length !== count) {
    const message = `Kinesis answered for ${answers.length} of ${count} records`;
    throw new KinesisWriteError('connection', 'IncompleteAnswer', message);
  }
  const errors = new Map<string, KinesisWriteError>();
  return answers.map(({ ShardId, SequenceNumber, ErrorCode, ErrorMessage }) => {
    if (!ErrorCode && ShardId && SequenceNumber) {
      return { status: 'delivered', shard: ShardId, sequenceNumber: SequenceNumber };
    }
    const code = ErrorCode || 'IncompleteAnswer';
    const alike = `${code} ${ErrorMessage}`;
    const error = errors.get(alike) ?? entryError(code, ErrorMessage ?? '');
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
