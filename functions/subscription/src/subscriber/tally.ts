import type { Obstacle } from './plan.ts';

/** What became of the log groups of a run; names of groups in the lists. */
export interface Tally {
  /** Groups that the selection names, those that could not be subscribed included. */
  selected: number;
  kept: number;
  added: string[];
  /** Our filter was there, with another destination, role or pattern. */
  replaced: string[];
  removed: string[];
  /** Selected, but the log of a pipeline's own function. */
  pipeline: string[];
  /** Named in the selection, and not there. */
  missing: string[];
  /** Selected, and cannot be subscribed. */
  reported: { log_group: string; reason: Obstacle; detail: string }[];
  failed: { log_group: string; error: string }[];
  /** Selected groups that the time was too short for. */
  unfinished: number;
}

export function emptyTally(): Tally {
  return {
    selected: 0,
    kept: 0,
    added: [],
    replaced: [],
    removed: [],
    pipeline: [],
    missing: [],
    reported: [],
    failed: [],
    unfinished: 0,
  };
}

/** Some groups are not as they should be; another run goes on from there. */
export class SubscribeError extends Error {
  override readonly name = 'SubscribeError';
}

/** @throws SubscribeError when a group failed, or the time was too short; its message names them. */
export function throwIfUnfinished({ failed, unfinished }: Tally): void {
  if (failed.length === 0 && unfinished === 0) return;
  const errors = byError(failed);
  const more = errors.length - 5;
  throw new SubscribeError(
    [
      `${failed.length} log groups failed and ${unfinished} are left: run it again, it goes on from here`,
      ...errors.slice(0, 5),
      ...(more > 0 ? [`and ${more} other errors`] : []),
    ].join('\n'),
  );
}

/** What failed of many groups for one reason is told once. */
function byError(failed: Tally['failed']): string[] {
  const reasons = new Map<string, { names: string[]; error: string }>();
  for (const { log_group: name, error } of failed) {
    const reason = error.replaceAll(name, '');
    const known = reasons.get(reason);
    if (known) known.names.push(name);
    else reasons.set(reason, { names: [name], error });
  }
  return [...reasons.values()].map(({ names, error }) => {
    const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
    return `${names.slice(0, 3).join(', ')}${more}: ${error}`;
  });
}

/**
 * One line of JSON a run: a log line to read, and metrics in CloudWatch's embedded metric format
 * (namespace `Logdrive`, dimension `FunctionName`).
 */
export function tallyLine(
  tally: Tally,
  run: { functionName: string; kind: string; durationMs: number; nowMs: number },
): string {
  const { added, replaced, removed, pipeline, missing, reported, failed } = tally;
  const metrics = {
    LogGroupsSelected: tally.selected,
    LogGroupsSubscribed: added.length + replaced.length,
    LogGroupsUnsubscribed: removed.length,
    LogGroupsReported: reported.length,
    LogGroupsFailed: failed.length + tally.unfinished,
  };
  const Metrics = Object.keys(metrics).map((Name) => ({ Name, Unit: 'Count' }));
  return JSON.stringify({
    level: reported.length + failed.length > 0 ? 'WARN' : 'INFO',
    message: `log groups: ${run.kind}`,
    FunctionName: run.functionName,
    duration_ms: run.durationMs,
    ...shortened({ added, replaced, removed, pipeline, missing, reported, failed }),
    ...metrics,
    _aws: {
      Timestamp: run.nowMs,
      CloudWatchMetrics: [{ Namespace: 'Logdrive', Dimensions: [['FunctionName']], Metrics }],
    },
  });
}

/** A line of CloudWatch Logs holds 256 KB or 1 MB; a group's name has up to 512 characters. */
function shortened<T extends Record<string, unknown[]>>(lists: T) {
  return Object.fromEntries(
    Object.entries(lists)
      .filter(([, list]) => list.length > 0)
      .map(([name, list]) => [name, list.slice(0, 50)]),
  );
}
