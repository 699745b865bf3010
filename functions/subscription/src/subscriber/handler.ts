import { createDeadline, type Deadline, type Log, retry } from '@logdrive/log-stream';
import type { Context } from 'aws-lambda';
import { alignAll, alignOne, withdraw } from './align.ts';
import type { LogGroup, LogGroups, SubscriptionFilter } from './log-groups.ts';
import { parseRequest, type Request } from './request.ts';
import type { Selection } from './selection.ts';
import { emptyTally, type Tally, tallyLine, throwIfUnfinished } from './tally.ts';

export interface SubscriberDependencies {
  /** Log groups as one invocation sees them; whether its role may have been made a moment ago. */
  logGroups: (run: { deadline: Deadline; roleMayBeNew: boolean }) => LogGroups;
  selection: Selection;
  filter: SubscriptionFilter;
  log: Log;
  /** How long to wait for a group that was created a moment ago, in milliseconds. Default 30,000. */
  patienceMs?: number;
}

/**
 * Keeps the subscription filters of log groups in line with a selection: of all groups when Terraform
 * or the schedule asks, of one when it was created. Answers what became of them.
 *
 * @throws SubscribeError when a group failed or the time was too short: Terraform shows it, and Lambda
 *   tries an asynchronous invocation again, which goes on from where this one ended.
 */
export function createSubscriber(dependencies: SubscriberDependencies) {
  const { logGroups, selection, filter, log } = dependencies;
  return async (
    event: unknown,
    context: Pick<Context, 'functionName' | 'getRemainingTimeInMillis'>,
  ): Promise<Tally> => {
    const startedMs = Date.now();
    const request = parseRequest(event);
    const deadline = createDeadline(() => context.getRemainingTimeInMillis());
    const roleMayBeNew = isOfTerraform(request);
    const seen = logGroups({ deadline, roleMayBeNew });
    const options = { logGroups: seen, selection, filter, deadline };
    const tally = await fulfil(request, options, dependencies.patienceMs ?? 30_000);
    const nowMs = Date.now();
    log.line(
      tallyLine(tally, {
        functionName: context.functionName,
        kind: request.kind,
        durationMs: nowMs - startedMs,
        nowMs,
      }),
    );
    throwIfUnfinished(tally);
    return tally;
  };
}

function isOfTerraform(request: Request): boolean {
  return request.kind === 'withdraw' || (request.kind === 'align' && request.applied);
}

async function fulfil(
  request: Request,
  options: Parameters<typeof alignAll>[0],
  patienceMs: number,
): Promise<Tally> {
  switch (request.kind) {
    case 'align':
      return alignAll(options, request.previous);
    case 'withdraw':
      return withdraw(options, request.previous);
    case 'created': {
      const group = await find(request.name, options, patienceMs);
      return group ? alignOne(options, group) : { ...emptyTally(), missing: [request.name] };
    }
    case 'nothing':
      return emptyTally();
  }
}

class NotThereError extends Error {}

/** News of a group can be faster than CloudWatch's list of groups; a group may also be gone again. */
async function find(
  name: string,
  { logGroups, deadline }: { logGroups: LogGroups; deadline: Deadline },
  patienceMs: number,
): Promise<LogGroup | undefined> {
  const until = Date.now() + patienceMs;
  const look = async () => {
    for await (const group of logGroups.list(name)) if (group.name === name) return group;
    throw new NotThereError();
  };
  try {
    return await retry(look, {
      deadline,
      baseMs: 1_000,
      isRetryable: (error) => error instanceof NotThereError && Date.now() < until,
    });
  } catch (error) {
    if (error instanceof NotThereError) return undefined;
    throw error;
  }
}
