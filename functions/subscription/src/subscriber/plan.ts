import type { LogGroup, SubscriptionFilter } from './log-groups.ts';

/** CloudWatch Logs allows two filters a log group. */
const filtersAllowed = 2;

/** `modules/stream-consumer` tags the log group of each function of a pipeline with it. */
export const pipelineTag = 'logdrive:pipeline';

/** Why a selected log group cannot be subscribed. */
export type Obstacle = 'two_filters' | 'log_group_class';

/** What to do with one log group. */
export type Step =
  | { action: 'keep' | 'add' | 'replace' | 'remove' | 'nothing' }
  /** `detail` names what is in the way. */
  | { action: 'report'; reason: Obstacle; detail: string };

export interface GroupState {
  group: LogGroup;
  /** The filters that the group has now. */
  filters: readonly SubscriptionFilter[];
  selected: boolean;
}

/**
 * Plans what brings a log group's filters into line with the selection: the wanted filter on selected
 * groups, no filter of its name on others. Filters of other names are never touched. Planned again
 * after it was done, every step is `keep`, `nothing` or the same report.
 */
export function planFilters(states: readonly GroupState[], wanted: SubscriptionFilter): Step[] {
  return states.map((state) => planFilter(state, wanted));
}

function planFilter({ group, filters, selected }: GroupState, wanted: SubscriptionFilter): Step {
  const ours = filters.find(({ name }) => name === wanted.name);
  if (!selected) return { action: ours ? 'remove' : 'nothing' };
  if (ours) return { action: isSame(ours, wanted) ? 'keep' : 'replace' };
  if (!allowsFilters(group)) {
    return { action: 'report', reason: 'log_group_class', detail: group.logGroupClass };
  }
  if (filters.length >= filtersAllowed) {
    const detail = filters.map(({ name }) => name).join(', ');
    return { action: 'report', reason: 'two_filters', detail };
  }
  return { action: 'add' };
}

/** Of other classes CloudWatch Logs refuses even to be asked for filters. */
export function allowsFilters({ logGroupClass }: LogGroup): boolean {
  return logGroupClass === 'STANDARD';
}

function isSame(ours: SubscriptionFilter, wanted: SubscriptionFilter): boolean {
  return (
    ours.destinationArn === wanted.destinationArn &&
    ours.pattern === wanted.pattern &&
    (ours.roleArn === wanted.roleArn || isWithoutNeed(ours))
  );
}

/** A log destination of another account may have taken the filter only without the role. */
function isWithoutNeed({ roleArn, destinationArn }: SubscriptionFilter): boolean {
  return roleArn === undefined && destinationArn.includes(':destination:');
}
