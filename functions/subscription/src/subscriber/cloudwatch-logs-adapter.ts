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

type Call = <T>(pace: Pace, attempt: () => Promise<T>, isRetryable?: Retryable) => Promise<T>;
type Retryable = (error: unknown) => boolean;

/**
 * Log groups of the client's account and Region. Throttles and outages are waited out until the
 * deadline.
 *
 * @param client built with `maxAttempts: 1`: the deadline bounds the retries here
 */
export function cloudWatchLogGroups(
  client: CloudWatchLogsClient,
  { deadline, perSecond = 4, settleMs = 60_000 }: AdapterOptions,
): LogGroups {
  const options = { abortSignal: deadline.signal };
  const settledBy = Date.now() + settleMs;
  const call: Call = (pace, attempt, isRetryable = isPassing) =>
    retry(() => pace().then(attempt), {
      deadline,
      baseMs: 200,
      isRetryable: (error) => !deadline.signal.aborted && isRetryable(error),
    });
  const isUnsettled = (error: unknown) =>
    isPassing(error) || (isDestinationRefusal(error) && Date.now() < settledBy);
  const paces = {
    list: createPace(perSecond),
    tags: createPace(perSecond),
    filters: createPace(perSecond),
    change: createPace(perSecond),
  };

  return {
    async *list(prefix) {
      let nextToken: string | undefined;
      do {
        const command = new DescribeLogGroupsCommand({
          nextToken,
          ...(prefix !== undefined && { logGroupNamePrefix: prefix }),
        });
        const page = await call(paces.list, () => client.send(command, options));
        yield* (page.logGroups ?? []).map(readGroup);
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
    },
    async tagsOf({ arn }) {
      const command = new ListTagsForResourceCommand({ resourceArn: arn });
      const answer = await orIfGone(
        call(paces.tags, () => client.send(command, options)),
        undefined,
      );
      return answer?.tags ?? {};
    },
    async filtersOf({ name }) {
      const command = new DescribeSubscriptionFiltersCommand({ logGroupName: name });
      const answer = await orIfGone(
        call(paces.filters, () => client.send(command, options)),
        undefined,
      );
      return answer && (answer.subscriptionFilters ?? []).map(readFilter);
    },
    async put({ name: logGroupName }, filter) {
      const command = new PutSubscriptionFilterCommand({
        logGroupName,
        filterName: filter.name,
        filterPattern: filter.pattern,
        destinationArn: filter.destinationArn,
        ...(filter.roleArn !== undefined && { roleArn: filter.roleArn }),
      });
      try {
        const put = call(paces.change, () => client.send(command, options), isUnsettled);
        return await orIfGone(
          put.then(() => 'done' as const),
          'gone',
        );
      } catch (error) {
        if (codeOf(error) === 'LimitExceededException') return 'two_filters';
        throw error;
      }
    },
    async remove({ name: logGroupName }, filterName) {
      const command = new DeleteSubscriptionFilterCommand({ logGroupName, filterName });
      await orIfGone(
        call(paces.change, () => client.send(command, options)),
        undefined,
      );
    },
  };
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
