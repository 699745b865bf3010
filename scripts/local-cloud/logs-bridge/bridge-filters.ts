import {
  CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  DescribeDestinationsCommand,
  DescribeSubscriptionFiltersCommand,
  PutSubscriptionFilterCommand,
  type PutSubscriptionFilterCommandInput,
  paginateDescribeLogGroups,
  type SubscriptionFilter,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LambdaClientConfig } from '@aws-sdk/client-lambda';
import { bridgeName, createBridgeFunction } from './bridge-function.ts';

/** What a client needs to act as an account; without one as the bridge's own. */
export type ConnectionTo = (account?: string) => LambdaClientConfig;

/** The filters that the bridge adds, in every log group but those of its own functions. */
export function createBridge(connectionTo: ConnectionTo) {
  const logs = new CloudWatchLogsClient(connectionTo());
  const neededBeside = createNeeds(connectionTo);

  async function align(logGroupName: string, needed: typeof neededBeside): Promise<void> {
    const command = new DescribeSubscriptionFiltersCommand({ logGroupName });
    const { subscriptionFilters: filters = [] } = await logs.send(command);
    const ours = filters.filter(isOurs);
    const wanted = await needed(filters.filter((filter) => !isOurs(filter)));
    for (const { filterName } of ours) {
      if (wanted.some((filter) => filter.filterName === filterName)) continue;
      await logs.send(new DeleteSubscriptionFilterCommand({ logGroupName, filterName }));
    }
    for (const filter of wanted) {
      if (ours.some((there) => isSame(there, filter))) continue;
      await logs.send(new PutSubscriptionFilterCommand({ logGroupName, ...filter }));
    }
  }

  async function alignAll(needed: typeof neededBeside): Promise<void> {
    for await (const page of paginateDescribeLogGroups({ client: logs }, {})) {
      for (const { logGroupName = '' } of page.logGroups ?? []) {
        if (!logGroupName.startsWith(`/aws/lambda/${bridgeName}`)) {
          await align(logGroupName, needed);
        }
      }
    }
  }

  return {
    look: () => alignAll(neededBeside),
    removeAll: () => alignAll(async () => []),
    destroy: () => logs.destroy(),
  };
}

type Filter = Omit<PutSubscriptionFilterCommandInput, 'logGroupName'>;

/** For each of the product's filters that leads to a stream, the one to add. */
function createNeeds(connectionTo: ConnectionTo) {
  const functions = new Map<string, Promise<string>>();
  const functionFor = (streamArn: string) => {
    const made = functions.get(streamArn) ?? createBridgeFunction(streamArn, connectionTo());
    functions.set(streamArn, made);
    return made;
  };
  return async (filters: readonly SubscriptionFilter[]): Promise<Filter[]> => {
    const needed: Filter[] = [];
    for (const { filterName, filterPattern = '', destinationArn = '' } of filters) {
      const streamArn = await streamBehind(destinationArn, connectionTo);
      if (streamArn === undefined) continue;
      needed.push({
        filterName: `${bridgeName}-${filterName}`,
        filterPattern,
        destinationArn: await functionFor(streamArn),
      });
    }
    return needed;
  };
}

/** The stream that a filter's destination is or leads to. */
async function streamBehind(
  destinationArn: string,
  connectionTo: ConnectionTo,
): Promise<string | undefined> {
  const [, , service, , owner, type, name] = destinationArn.split(':');
  if (service === 'kinesis') return destinationArn;
  if (service !== 'logs' || type !== 'destination') return undefined;
  const theirs = new CloudWatchLogsClient(connectionTo(owner));
  try {
    const answer = await theirs.send(new DescribeDestinationsCommand({}));
    return answer.destinations?.find(({ destinationName }) => destinationName === name)?.targetArn;
  } finally {
    theirs.destroy();
  }
}

function isOurs({ filterName = '' }: SubscriptionFilter): boolean {
  return filterName.startsWith(bridgeName);
}

function isSame(there: SubscriptionFilter, wanted: Filter): boolean {
  return (
    there.filterName === wanted.filterName &&
    there.destinationArn === wanted.destinationArn &&
    there.filterPattern === wanted.filterPattern
  );
}
