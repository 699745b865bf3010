import {
  type CloudWatchLogsClient,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';

/** What the function says of itself, added up over the lines that it logs, one a batch. */
export interface FunctionFigures {
  batches: number;
  received: number;
  delivered: number;
  filtered: number;
  quarantined: number;
  retried: number;
  /** Lines of level ERROR. */
  errors: string[];
}

/** Reads the function's log in CloudWatch Logs from its beginning. */
export async function readFunctionLog(
  client: CloudWatchLogsClient,
  logGroupName: string,
): Promise<FunctionFigures> {
  const figures = newFigures();
  const pages = paginateFilterLogEvents({ client }, { logGroupName, filterPattern: 'level' });
  for await (const { events = [] } of pages) {
    for (const { message = '' } of events) addLine(message, figures);
  }
  return figures;
}

function newFigures(): FunctionFigures {
  return {
    batches: 0,
    received: 0,
    delivered: 0,
    filtered: 0,
    quarantined: 0,
    retried: 0,
    errors: [],
  };
}

function addLine(message: string, figures: FunctionFigures): void {
  const line = parse(message);
  if (line?.level === 'ERROR') figures.errors.push(message.trim());
  if (line?._aws === undefined) return;
  figures.batches += 1;
  figures.received += Number(line.EventsReceived);
  figures.delivered += Number(line.EventsDelivered);
  figures.filtered += Number(line.EventsFiltered);
  figures.quarantined += Number(line.EventsQuarantined);
  figures.retried += Number(line.EventsRetried);
}

function parse(message: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(message) as Record<string, unknown>;
  } catch {
    return undefined; // Lambda's own lines: START, REPORT, a stack trace
  }
}
