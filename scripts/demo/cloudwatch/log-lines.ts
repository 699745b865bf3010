import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';

/** A line of a log group, by where and when it was written; ids differ from copy to copy locally. */
export interface LogLine {
  /** Only where there are several accounts. */
  account?: string;
  logGroup: string;
  logStream: string;
  /** In milliseconds since 1970. */
  timestamp: number;
  message: string;
}

/** All lines of a log group. */
export async function readLines(logs: CloudWatchLogsClient, logGroup: string): Promise<LogLine[]> {
  const lines: LogLine[] = [];
  const pages = paginateFilterLogEvents({ client: logs }, { logGroupName: logGroup });
  for await (const { events = [] } of pages) {
    for (const { logStreamName = '', timestamp = 0, message = '' } of events) {
      lines.push({ logGroup, logStream: logStreamName, timestamp, message });
    }
  }
  return lines;
}

/** Writes lines as ECS's `awslogs` driver does: to a log stream of their task. */
export async function writeLines(
  logs: CloudWatchLogsClient,
  place: { logGroup: string; logStream: string },
  messages: readonly string[],
): Promise<void> {
  const names = { logGroupName: place.logGroup, logStreamName: place.logStream };
  await logs.send(new CreateLogStreamCommand(names));
  const timestamp = Date.now();
  const logEvents = messages.map((message) => ({ timestamp, message }));
  await logs.send(new PutLogEventsCommand({ ...names, logEvents }));
}

/** Creates log groups, which are there before their writers so that Terraform subscribes them. */
export async function createLogGroups(
  logs: CloudWatchLogsClient,
  names: readonly string[],
): Promise<void> {
  for (const logGroupName of names) await logs.send(new CreateLogGroupCommand({ logGroupName }));
}

/** Keys by which lines are told apart; lines that are the same in all are numbered. */
export function lineKeys(lines: readonly LogLine[]): string[] {
  const seen = new Map<string, number>();
  return lines.map(({ account = '', logGroup, logStream, timestamp, message }) => {
    const key = [account, logGroup, logStream, timestamp, message].join('\n');
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    return `${key}\n${number}`;
  });
}
