import {
  type BatchResponse,
  batchLogLine,
  batchResponse,
  type Conform,
  createDeadline,
  type DecodeOptions,
  deliverInParts,
  type KinesisStreamRecord,
  type Log,
  type Quarantine,
  type Sink,
  settleByRecord,
} from '@logdrive/log-stream';
import type { CloudWatchLogsEvent, Context, KinesisStreamEvent } from 'aws-lambda';
import { directRecord } from './direct-record.ts';
import { type OwnLogs, withoutOwnLogs } from './own-logs.ts';

export interface Dependencies {
  conform: Conform;
  /** The user's line formats. */
  decode: DecodeOptions;
  sink: Sink;
  /** Events that are decoded and delivered at a time. */
  partEvents: number;
  quarantine: Quarantine;
  log: Log;
}

/** What is read of the invocation's context. */
export type Invocation = Pick<
  Context,
  'functionName' | 'invokedFunctionArn' | 'logGroupName' | 'getRemainingTimeInMillis'
>;

/** The one way in which an invocation by CloudWatch Logs can ask to be tried again. */
export class UndeliveredEventsError extends Error {
  override readonly name = 'UndeliveredEventsError';

  constructor(events: number) {
    super(
      `${events} events could not be delivered in time: Lambda shall try this invocation again`,
    );
  }
}

/**
 * Takes log events of CloudWatch Logs out of a batch of Kinesis records, or out of an invocation by the
 * service itself, and writes each as structured JSON to the stream.
 *
 * What still fails at the deadline comes back: from Kinesis, the batch from the first such record on;
 * of a direct invocation, all of it. Events of it that were written are then written again, with the
 * same log ids.
 *
 * @throws UndeliveredEventsError from a direct invocation: Lambda tries it again, and in the end hands
 *   it whole to the on-failure destination
 * @throws TypeError for an event of any other kind
 */
export function createHandler(dependencies: Dependencies) {
  return async (
    event: KinesisStreamEvent | CloudWatchLogsEvent,
    context: Invocation,
  ): Promise<BatchResponse> => {
    if ('Records' in event && event.Records.length === 0) return batchResponse(undefined);
    const own = ownLogs(context);
    const { from, events } = await deliver(recordsOf(event, own), own, context, dependencies);
    if ('awslogs' in event && from !== undefined) throw new UndeliveredEventsError(events);
    return batchResponse(from);
  };
}

function recordsOf(
  event: KinesisStreamEvent | CloudWatchLogsEvent,
  { region }: OwnLogs,
): readonly KinesisStreamRecord[] {
  if ('Records' in event) return event.Records;
  if (typeof event.awslogs?.data === 'string') return [directRecord(event.awslogs.data, region)];
  throw new TypeError('the event is neither of a Kinesis stream nor of CloudWatch Logs');
}

/** `arn:aws:lambda:eu-west-1:123456789012:function:name` */
function ownLogs({ invokedFunctionArn, logGroupName }: Invocation): OwnLogs {
  const [, , , region = '', account = ''] = invokedFunctionArn.split(':');
  return { logGroup: logGroupName, account, region };
}

async function deliver(
  records: readonly KinesisStreamRecord[],
  own: OwnLogs,
  context: Invocation,
  { conform: conformAny, decode, sink, partEvents, quarantine, log }: Dependencies,
): Promise<{ from: string | undefined; events: number }> {
  const started = Date.now();
  const deadline = createDeadline(() => context.getRemainingTimeInMillis());
  const { conform, dropped } = withoutOwnLogs(conformAny, own);
  const parts = { conform, decode, sink, deadline, partEvents };
  const { intake, result } = await deliverInParts(records, parts);
  const OwnEventsDropped = dropped();
  const ending = { records, intake, conform, decode, result, quarantine, deadline };
  const { account, reasons, from } = await settleByRecord(ending);
  const nowMs = Date.now();
  log.line(
    batchLogLine({
      functionName: context.functionName,
      intake,
      account,
      reasons,
      figures: { ...result.figures, ...(OwnEventsDropped > 0 && { OwnEventsDropped }) },
      durationMs: nowMs - started,
      nowMs,
    }),
  );
  return { from, events: account.retried };
}
