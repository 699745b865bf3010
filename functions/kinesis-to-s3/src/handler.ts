import {
  accountFor,
  batchLogLine,
  batchResponse,
  type Conform,
  countReasons,
  createDeadline,
  type Log,
  type Quarantine,
  type Sink,
  takeIn,
} from '@logdrive/log-stream';
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';

export interface Dependencies {
  conform: Conform;
  sink: Sink;
  quarantine: Quarantine;
  log: Log;
}

/** The clock of the invocation and the name under which its metrics are published. */
export type Invocation = Pick<Context, 'functionName' | 'getRemainingTimeInMillis'>;

/**
 * Decodes a batch, delivers its events, quarantines what cannot be delivered, and answers from which
 * record on Lambda must hand it over again. When anything failed the whole batch comes back: only the
 * same batch makes the same keys, under which what is written already is found again.
 */
export function createHandler({ conform, sink, quarantine, log }: Dependencies) {
  return async (
    { Records: records }: KinesisStreamEvent,
    context: Invocation,
  ): Promise<KinesisStreamBatchResponse> => {
    if (records.length === 0) return batchResponse(undefined);
    const started = Date.now();
    const deadline = createDeadline(() => context.getRemainingTimeInMillis());

    const intake = takeIn(records, conform);
    const [result, kept] = await Promise.all([
      sink.deliver(intake.events, intake.batch, deadline),
      quarantine.keep(intake.rejects, intake.batch, deadline),
    ]);
    const account = accountFor(intake, kept ? result : undefined);

    const nowMs = Date.now();
    log.line(
      batchLogLine({
        functionName: context.functionName,
        intake,
        account,
        reasons: countReasons(intake.rejects),
        figures: result.figures ?? {},
        durationMs: nowMs - started,
        nowMs,
      }),
    );
    return batchResponse(account.retried > 0 ? intake.batch.first : intake.leftFrom);
  };
}
