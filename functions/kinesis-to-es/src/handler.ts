import {
  batchLogLine,
  batchResponse,
  type Conform,
  createDeadline,
  type Log,
  type Quarantine,
  type Sink,
  settleByRecord,
  takeIn,
} from '@logdrive/log-stream';
import type { SetupPayload, SetupReport } from '@logdrive/log-stream/opensearch';
import type { Context, KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';

export interface Dependencies {
  conform: Conform;
  sink: Sink;
  quarantine: Quarantine;
  log: Log;
  /**
   * Puts templates, policies and saved objects in place, and says what it changed.
   *
   * @param patienceMs how long to ask again when the engine does not let the function in yet
   * @throws when it cannot; what came before is in place
   */
  setUp: (payload: SetupPayload, patienceMs: number) => Promise<SetupReport>;
}

/** The clock of the invocation and the name under which its metrics are published. */
export type Invocation = Pick<Context, 'functionName' | 'getRemainingTimeInMillis'>;

/** Sets up the search engine where that is asked for, and otherwise takes a batch of a stream. */
export function createHandler(dependencies: Dependencies) {
  const handleBatch = createBatchHandler(dependencies);
  return (
    event: KinesisStreamEvent | SetupPayload,
    context: Invocation,
  ): Promise<KinesisStreamBatchResponse | SetupReport> =>
    'logdrive' in event ? setUpAndTell(event, context, dependencies) : handleBatch(event, context);
}

/** For so long a role, a policy or a user that was just made may not hold yet. */
const longestPatienceMs = 60_000;

async function setUpAndTell(
  payload: SetupPayload,
  context: Invocation,
  { setUp, log }: Dependencies,
): Promise<SetupReport> {
  const halfMs = context.getRemainingTimeInMillis() / 2;
  const report = await setUp(payload, Math.min(longestPatienceMs, halfMs));
  log.line(JSON.stringify({ level: 'INFO', message: 'set up', ...report }));
  return report;
}

/**
 * Decodes a batch, delivers its events, quarantines what cannot be delivered, and answers from which
 * record on Lambda must hand it over again: what was written before is found again by its id.
 */
function createBatchHandler({ conform, sink, quarantine, log }: Dependencies) {
  return async (
    { Records: records }: KinesisStreamEvent,
    context: Invocation,
  ): Promise<KinesisStreamBatchResponse> => {
    if (records.length === 0) return batchResponse(undefined);
    const started = Date.now();
    const deadline = createDeadline(() => context.getRemainingTimeInMillis());

    const intake = takeIn(records, conform);
    const result = await sink.deliver(intake.events, intake.batch, deadline);
    const { account, reasons, from } = await settleByRecord({
      ...{ records, intake, conform, result, quarantine, deadline },
    });

    const nowMs = Date.now();
    log.line(
      batchLogLine({
        functionName: context.functionName,
        intake,
        account,
        reasons,
        figures: result.figures ?? {},
        durationMs: nowMs - started,
        nowMs,
      }),
    );
    return batchResponse(from);
  };
}
