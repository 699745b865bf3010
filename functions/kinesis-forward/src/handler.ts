import {
  batchLogLine,
  batchResponse,
  createDeadline,
  type Deadline,
  type Log,
  type Quarantine,
} from '@logdrive/log-stream';
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';
import type { Acknowledged } from './acknowledged.ts';
import type { AnsweredTarget } from './answered.ts';
import type { Outcome, TargetSink } from './piece.ts';
import type { Routed } from './routed.ts';
import type { Router } from './router.ts';
import { settle } from './settle.ts';

export interface ForwardTarget {
  name: string;
  /** Whether it takes the log types of a list only. */
  hasList: boolean;
  sink: TargetSink;
}

export interface Dependencies {
  route: Router;
  /** In the order of the router's. */
  targets: readonly ForwardTarget[];
  acknowledged: Acknowledged;
  quarantine: Quarantine;
  log: Log;
}

/** The clock of the invocation and the name under which its metrics are published. */
export type Invocation = Pick<Context, 'functionName' | 'getRemainingTimeInMillis'>;

/**
 * Decides what of a batch goes to which target, delivers to all of them at the same time, quarantines
 * what cannot be delivered, and answers from which record on Lambda must hand it over again: the first
 * of which any target lacks something. What the others have acknowledged by then is remembered.
 */
export function createHandler({ route, targets, acknowledged, quarantine, log }: Dependencies) {
  return async (
    { Records: records }: KinesisStreamEvent,
    context: Invocation,
  ): Promise<KinesisStreamBatchResponse> => {
    if (records.length === 0) return batchResponse(undefined);
    const started = Date.now();
    const deadline = createDeadline(() => context.getRemainingTimeInMillis());

    const routed = route(records);
    const delivered = await deliver(routed, { targets, acknowledged, deadline });
    const answered = { routed, targets: delivered.answers };
    const { settled, from, account, reasons, figures } = await settle(
      answered,
      quarantine,
      deadline,
    );
    answered.targets.forEach(({ name, pieces, outcomes }, index) => {
      acknowledged.update(index, pieces, outcomes, records.length, settled);
      logFailure(name, outcomes, log);
    });

    const nowMs = Date.now();
    log.line(
      batchLogLine({
        functionName: context.functionName,
        intake: { ...routed, records: routed.taken },
        account,
        reasons,
        figures: {
          ...figures,
          PiecesAlreadyDelivered: delivered.known,
          KeysMissing: routed.keysMissing,
        },
        durationMs: nowMs - started,
        nowMs,
      }),
    );
    return batchResponse(from);
  };
}

type Delivering = Pick<Dependencies, 'targets' | 'acknowledged'> & { deadline: Deadline };

/** Writes to each target what it has not acknowledged before. */
async function deliver(routed: Routed, { targets, acknowledged, deadline }: Delivering) {
  let known = 0;
  const answers = await Promise.all(
    targets.map(async ({ name, hasList, sink }, index): Promise<AnsweredTarget> => {
      const pieces = routed.pieces[index] ?? [];
      const open = acknowledged.open(index, pieces);
      known += open.known;
      const outcomes = open.complete(await sink.write(open.pieces, deadline));
      return { name, hasList, pieces, outcomes };
    }),
  );
  return { answers, known };
}

/** One line a target and batch, however many records it keeps back. */
function logFailure(target: string, outcomes: readonly Outcome[], log: Log): void {
  let error: Error | undefined;
  let pieces = 0;
  for (const outcome of outcomes) {
    if (outcome.status !== 'retry') continue;
    error ??= outcome.error;
    pieces += 1;
  }
  if (error !== undefined) log.error('a target has not taken all', error, { target, pieces });
}
