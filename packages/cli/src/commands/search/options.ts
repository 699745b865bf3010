import { UsageError } from '../../errors.ts';
import { type EndpointValues, endpointOptions } from '../../opensearch/endpoint-options.ts';
import { parseOptions } from '../../parse-options.ts';
import { readTime } from '../../time-option.ts';
import type { SearchQuery } from './query.ts';

export interface SearchOptions {
  help: boolean;
  endpoint: EndpointValues;
  /** Indices and data streams, as the engine takes them in a path. */
  index: string;
  query: SearchQuery;
  limit: number;
  tail: boolean;
  /** Whether to print JSON; undefined: unless on a terminal. */
  json: boolean | undefined;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** @throws UsageError that names the option and the mend */
export function parseSearchOptions(args: readonly string[], nowMs: number): SearchOptions {
  const { values, positionals } = parseOptions('logdrive search', args, {
    ...endpointOptions,
    help: { ...flag, short: 'h' },
    since: text,
    until: text,
    'log-type': { ...text, multiple: true },
    index: text,
    limit: text,
    tail: { ...flag, short: 'f' },
    'log-type-key': text,
    'time-key': text,
    json: flag,
  });
  const tail = values.tail ?? false;
  if (tail && values.until !== undefined) {
    throw new UsageError('--tail goes on with what comes in: leave --until out');
  }
  return {
    help: values.help ?? false,
    endpoint: values,
    index: readIndex(values.index),
    query: {
      text: onlyOne(positionals),
      logTypes: values['log-type'] ?? [],
      logTypeKey: values['log-type-key'] ?? 'log_type',
      timeKey: values['time-key'] ?? 'time',
      ...readTimes(values.since, values.until, nowMs),
    },
    limit: readLimit(values.limit),
    tail,
    json: values.json,
  };
}

function onlyOne([query, ...others]: readonly string[]): string | undefined {
  if (others.length === 0) return query;
  const mend = 'put the query between quotation marks';
  throw new UsageError(`${JSON.stringify(others[0])} is not expected: ${mend}`);
}

function readTimes(since: string | undefined, until: string | undefined, nowMs: number) {
  const sinceMs = readTime('--since', since ?? '1d', nowMs);
  const untilMs = readTime('--until', until, nowMs);
  if (sinceMs !== undefined && untilMs !== undefined && sinceMs >= untilMs) {
    const form = since === undefined ? '--until is older than --since, a day by default' : '';
    throw new UsageError(`${form || '--since is not before --until'}: give an earlier --since`);
  }
  return { sinceMs, untilMs };
}

function readIndex(given = 'logs-*'): string {
  if (/^[^\s/?#%\\"<>|]+$/.test(given)) return given;
  const mend = 'give names of indices with * for any text, and commas between them';
  throw new UsageError(`--index is ${JSON.stringify(given)}: ${mend}`);
}

/** No engine gives more at a time, unless it is set to. */
const mostEvents = 10_000;

function readLimit(given = '50'): number {
  const limit = Number(given);
  if (/^\d+$/.test(given) && limit >= 1 && limit <= mostEvents) return limit;
  throw new UsageError(`--limit is ${JSON.stringify(given)}: give a whole number, 1 to 10000`);
}
