import type { Verdict } from './response.ts';
import type { MappingSettings, SilentRules } from './settings.ts';

/** Records on their way to the function, with what they have been through. */
export interface PendingBatch<R> {
  records: readonly R[];
  /** Retries used so far. */
  retries: number;
  /** Invocations that this batch, or the one it was a part of, has had. */
  invocations: number;
}

/** What follows an invocation: records that are done, batches to be tried in turn, records given up. */
export interface Aftermath<R> {
  done: readonly R[];
  again: PendingBatch<R>[];
  /** Goes whole to the on-failure destination. */
  discarded: PendingBatch<R> | undefined;
}

/**
 * What Lambda does with a batch after the function was invoked.
 *
 * - success: all is done.
 * - a checkpoint: what stands before it is done, the rest is retried; with bisecting on it is "bisected
 *   at the returned sequence number", which is the same.
 * - failure: with bisecting on and more than one record it is halved, which "doesn't consume the retry
 *   quota"; else it is retried while the quota lasts, then discarded.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html#streams-batchfailurereporting-bisect
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export function afterInvocation<R>(
  batch: PendingBatch<R>,
  verdict: Verdict,
  settings: MappingSettings,
  rules: SilentRules,
): Aftermath<R> {
  const invoked = { ...batch, invocations: batch.invocations + 1 };
  if (verdict.kind === 'success') return { done: batch.records, again: [], discarded: undefined };
  const bisects = settings.bisectBatchOnFunctionError;
  if (verdict.kind === 'partial' && !(verdict.from === 0 && bisects && rules.firstRecordHalves)) {
    const done = batch.records.slice(0, verdict.from);
    const rest = { ...invoked, records: batch.records.slice(verdict.from) };
    if (done.length > 0 && rules.progressResetsRetries) {
      return { done, again: [{ ...rest, retries: 0 }], discarded: undefined };
    }
    return { done, ...retried(rest, settings) };
  }
  if (bisects && batch.records.length > 1) {
    const half = Math.ceil(batch.records.length / 2);
    const first = { ...invoked, records: batch.records.slice(0, half) };
    const second = { ...invoked, records: batch.records.slice(half) };
    return { done: [], again: [first, second], discarded: undefined };
  }
  return { done: [], ...retried(invoked, settings) };
}

function retried<R>(
  batch: PendingBatch<R>,
  { maximumRetryAttempts: most }: MappingSettings,
): Omit<Aftermath<R>, 'done'> {
  if (most !== -1 && batch.retries >= most) return { again: [], discarded: batch };
  return { again: [{ ...batch, retries: batch.retries + 1 }], discarded: undefined };
}

/**
 * Parts a batch into the records that are too old to be sent to the function, and the others.
 *
 * "The maximum age of a record that Lambda sends to a function for processing."
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export function withoutOld<R>(
  batch: PendingBatch<R>,
  isTooOld: (record: R) => boolean,
  { ageTakesWholeBatch }: SilentRules,
): { old: PendingBatch<R> | undefined; young: PendingBatch<R> | undefined } {
  const { records } = batch;
  const firstYoung = records.findIndex((record) => !isTooOld(record));
  if (firstYoung === 0) return { old: undefined, young: batch };
  if (firstYoung === -1 || ageTakesWholeBatch) return { old: batch, young: undefined };
  return {
    old: { ...batch, records: records.slice(0, firstYoung) },
    young: { ...batch, records: records.slice(firstYoung) },
  };
}
