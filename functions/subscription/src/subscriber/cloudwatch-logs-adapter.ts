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
import { codeOf, isDestinationRefusal, isPassing } from './api-errors.ts';
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
}

/**
 * Log groups of the client's account and Region. Throttles and outages are waited out until the
 * deadline.
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
function createApi(
  client: CloudWatchLogsClient,
  { deadline, perSecond = 4, settleMs = 60_000 }: AdapterOptions,
) {
  const settledBy = Date.now() + settleMs;
  const options = { abortSignal: deadline.signal };
  const isUnsettled = (error: unknown) =>
    isPassing(error) || (isDestinationRefusal(error) && Date.now() < settledBy);
  const call = <T>(turn: Pace, attempt: () => Promise<T>, isRetryable = isPassing) =>
    retry(() => turn().then(attempt), {
      deadline,
      baseMs: 200,
      isRetryable: (error) => !deadline.signal.aborted && isRetryable(error),
    });
  const pace = {
    groups: createPace(perSecond),
    tags: createPace(perSecond),
    filters: createPace(perSecond),
    changes: createPace(perSecond),
  };
  return {
    groups: (command: DescribeLogGroupsCommand) =>
      call(pace.groups, () => client.send(command, options)),
    tags: (command: ListTagsForResourceCommand) =>
      call(pace.tags, () => client.send(command, options)),
    filters: (command: DescribeSubscriptionFiltersCommand) =>
      call(pace.filters, () => client.send(command, options)),
    put: (command: PutSubscriptionFilterCommand) =>
      call(pace.changes, () => client.send(command, options), isUnsettled),
    remove: (command: DeleteSubscriptionFilterCommand) =>
      call(pace.changes, () => client.send(command, options)),
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
  { name, pattern, destinationArn, roleArn }: SubscriptionFilter,
): Promise<'done' | 'gone' | 'two_filters'> {
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
    throw error;
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
