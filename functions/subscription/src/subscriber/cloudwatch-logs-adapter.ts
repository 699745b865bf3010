import {
  type CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeLogGroupsCommand,
  DescribeSubscriptionFiltersCommand,
  ListTagsForResourceCommand,
  type LogGroup as LogGroupAnswer,
  PutSubscriptionFilterCommand,
  type SubscriptionFilter as SubscriptionFilterAnswer,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Deadline, retry } from '@logdrive/log-stream';
import {
  codeOf,
  isDenial,
  isDestinationRefusal,
  isPassing,
  isRoleRefusal,
  NotAllowedError,
} from './api-errors.ts';
import type { LogGroup, LogGroups, SubscriptionFilter } from './log-groups.ts';
import { createPace, type Pace } from './pace.ts';

export interface AdapterOptions {
  deadline: Deadline;
  /** Calls a second of each kind. Default 4: the quotas of an account begin at 5. */
  perSecond?: number;
  /**
   * How long a destination that CloudWatch refuses, or a group that was created a moment ago and is
   * not to be found yet, is tried again, in milliseconds from now. Default 60,000.
   */
  settleMs?: number;
  /** Whether a call that is not allowed is tried again for as long: the role may be seconds old. */
  roleMayBeNew?: boolean;
}

/**
 * Log groups of the client's account and Region. Throttles and outages are waited out until the
 * deadline. What is not allowed ends in a NotAllowedError.
 *
 * @param client built with `maxAttempts: 1`: the deadline bounds the retries here
 */
export function cloudWatchLogGroups(
  client: CloudWatchLogsClient,
  options: AdapterOptions,
): LogGroups {
  const api = createApi(client, options);
  return {
    list: (prefix) => list(api, prefix),
    tagsOf: async ({ arn: resourceArn }) => {
      const command = new ListTagsForResourceCommand({ resourceArn });
      const answer = await orIfGone(api.tags(command), undefined);
      return answer?.tags ?? {};
    },
    filtersOf: async ({ name: logGroupName }) => {
      const command = new DescribeSubscriptionFiltersCommand({ logGroupName });
      const answer = await orIfGone(api.filters(command), undefined);
      return answer && (answer.subscriptionFilters ?? []).map(readFilter);
    },
    put: ({ name }, filter) => put(api, name, filter),
    remove: async ({ name: logGroupName }, filterName) => {
      const command = new DeleteSubscriptionFilterCommand({ logGroupName, filterName });
      await orIfGone(api.remove(command), undefined);
    },
  };
}

type Api = ReturnType<typeof createApi>;

/** The calls, each at its pace and tried again while that can help. */
function createApi(client: CloudWatchLogsClient, given: AdapterOptions) {
  const { perSecond = 4 } = given;
  const call = createCall(given);
  const options = { abortSignal: given.deadline.signal };
  const pace = {
    groups: createPace(perSecond),
    tags: createPace(perSecond),
    filters: createPace(perSecond),
    changes: createPace(perSecond),
  };
  return {
    groups: (command: DescribeLogGroupsCommand) =>
      call('logs:DescribeLogGroups', pace.groups, () => client.send(command, options)),
    tags: (command: ListTagsForResourceCommand) =>
      call('logs:ListTagsForResource', pace.tags, () => client.send(command, options)),
    filters: (command: DescribeSubscriptionFiltersCommand) =>
      call('logs:DescribeSubscriptionFilters', pace.filters, () => client.send(command, options)),
    put: (command: PutSubscriptionFilterCommand) =>
      call('logs:PutSubscriptionFilter', pace.changes, () => client.send(command, options)),
    remove: (command: DeleteSubscriptionFilterCommand) =>
      call('logs:DeleteSubscriptionFilter', pace.changes, () => client.send(command, options)),
  };
}

function createCall({ deadline, settleMs = 60_000, roleMayBeNew = false }: AdapterOptions) {
  const settledBy = Date.now() + settleMs;
  const isSettling = (error: unknown) =>
    Date.now() < settledBy && (isDestinationRefusal(error) || (roleMayBeNew && isDenial(error)));
  return async <T>(action: string, turn: Pace, attempt: () => Promise<T>): Promise<T> => {
    try {
      return await retry(() => turn().then(attempt), {
        deadline,
        baseMs: 200,
        isRetryable: (error) => !deadline.signal.aborted && (isPassing(error) || isSettling(error)),
      });
    } catch (error) {
      throw isDenial(error) ? new NotAllowedError(action, error) : error;
    }
  };
}

async function* list(api: Api, prefix: string | undefined): AsyncIterable<LogGroup> {
  let nextToken: string | undefined;
  do {
    const command = new DescribeLogGroupsCommand({
      nextToken,
      ...(prefix !== undefined && { logGroupNamePrefix: prefix }),
    });
    const page = await api.groups(command);
    yield* (page.logGroups ?? []).map(readGroup);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

async function put(
  api: Api,
  logGroupName: string,
  filter: SubscriptionFilter,
): Promise<'done' | 'gone' | 'two_filters'> {
  const { name, pattern, destinationArn, roleArn } = filter;
  const command = new PutSubscriptionFilterCommand({
    logGroupName,
    filterName: name,
    filterPattern: pattern,
    destinationArn,
    ...(roleArn !== undefined && { roleArn }),
  });
  try {
    const done = api.put(command).then(() => 'done' as const);
    return await orIfGone(done, 'gone');
  } catch (error) {
    if (codeOf(error) === 'LimitExceededException') return 'two_filters';
    if (roleArn === undefined || !isRoleRefusal(error)) throw error;
    return put(api, logGroupName, { ...filter, roleArn: undefined });
  }
}

/** Groups come and go while a run is under way. */
async function orIfGone<T, U>(answer: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await answer;
  } catch (error) {
    if (codeOf(error) === 'ResourceNotFoundException') return otherwise;
    throw error;
  }
}

function readGroup({ logGroupName = '', logGroupArn, arn, logGroupClass }: LogGroupAnswer) {
  return {
    name: logGroupName,
    arn: (logGroupArn ?? arn ?? '').replace(/:\*$/, ''),
    logGroupClass: logGroupClass ?? 'STANDARD',
  } satisfies LogGroup;
}

function readFilter(filter: SubscriptionFilterAnswer): SubscriptionFilter {
  return {
    name: filter.filterName ?? '',
    destinationArn: filter.destinationArn ?? '',
    roleArn: filter.roleArn || undefined,
    pattern: filter.filterPattern ?? '',
  };
}
