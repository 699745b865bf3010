import type { LambdaKinesisRecord } from '../factories.ts';

/** What an invocation came to, as the mapping sees it. */
export type InvocationResult =
  /** The function answered. */
  | { kind: 'answered'; response: unknown }
  /** It was invoked, and threw, timed out or died. */
  | { kind: 'failed'; error: string }
  /** It was never reached: throttled, or the service had trouble. */
  | { kind: 'not_invoked'; error: string };

/** What an answer means for the batch. */
export type Verdict =
  | { kind: 'success' }
  /** Everything from this record (0-based) on comes back. */
  | { kind: 'partial'; from: number }
  | { kind: 'failure'; why: string };

/**
 * Reads an answer as Lambda does where `ReportBatchItemFailures` is on. Success: an empty or null
 * response, an empty or null list. Failure of the whole batch: an identifier that is empty, null,
 * under a wrong name, or of no record in the batch. Else the lowest sequence number is the checkpoint.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export function readResponse(response: unknown, records: readonly LambdaKinesisRecord[]): Verdict {
  if (response === null || response === undefined || response === '') return { kind: 'success' };
  const failures = (response as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === null || failures === undefined) return { kind: 'success' };
  if (!Array.isArray(failures)) return { kind: 'failure', why: 'batchItemFailures is no list' };
  if (failures.length === 0) return { kind: 'success' };
  const byNumber = new Map(
    records.map(({ kinesis }, index) => [kinesis.sequenceNumber, index] as const),
  );
  const indices: number[] = [];
  for (const failure of failures as unknown[]) {
    const identifier = (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    const index = typeof identifier === 'string' ? byNumber.get(identifier) : undefined;
    if (index === undefined) {
      return { kind: 'failure', why: `no record has the identifier ${JSON.stringify(identifier)}` };
    }
    indices.push(index);
  }
  return { kind: 'partial', from: Math.min(...indices) };
}
