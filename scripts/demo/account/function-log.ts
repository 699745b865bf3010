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
  /** Its errors, each once: lines of level ERROR, errors that were thrown, timeouts. */
  errors: string[];
}

/** What the runtime writes, in Lambda and in the local AWS, when a function throws or takes too long. */
const runtimeError = /^\w*Error: |\tInvoke Error\t|Task timed out after/;

/**
 * Reads the function's log in CloudWatch Logs from its beginning.
 *
 * @param target of a function that has several, the one to tell of; left out: the function as a whole
 */
export async function readFunctionLog(
  client: CloudWatchLogsClient,
  logGroupName: string,
  target?: string,
): Promise<FunctionFigures> {
  const messages: string[] = [];
  for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
    for (const { message } of events) if (message !== undefined) messages.push(message);
  }
  return figuresOf(messages, target);
}

/** Adds up the lines of a function's log; see {@link readFunctionLog}. */
export function figuresOf(messages: readonly string[], target?: string): FunctionFigures {
  const named = (what: string) => (target === undefined ? `Events${what}` : `${what}.${target}`);
  const figures = {
    batches: 0,
    received: 0,
    delivered: 0,
    filtered: 0,
    quarantined: 0,
    retried: 0,
  };
  const errors = new Set<string>();
  for (const message of messages) {
    const line = parse(message);
    if (line?.level === 'ERROR' || runtimeError.test(message)) errors.add(message.trim());
    if (line?._aws === undefined) continue;
    figures.batches += 1;
    figures.received += Number(line.EventsReceived);
    figures.delivered += Number(line[named('Delivered')]);
    figures.filtered += Number(line[named('Filtered')]);
    figures.quarantined += Number(line[named('Quarantined')]);
    figures.retried += Number(line[named('Retried')]);
  }
  return { ...figures, errors: [...errors] };
}

function parse(message: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(message) as Record<string, unknown>;
  } catch {
    return undefined; // Lambda's own lines: START, REPORT, a stack trace
  }
}
