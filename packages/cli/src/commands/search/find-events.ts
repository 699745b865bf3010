import { connectionOptions, type OpenSearchEndpoint } from '@logdrive/log-stream/opensearch';
import { Client, errors } from '@opensearch-project/opensearch';
import { InputError, UsageError } from '../../errors.ts';
import { type SearchQuery, searchBody } from './query.ts';

/** An event in the engine. */
export interface FoundEvent {
  /** Tells it from all others. */
  key: string;
  /** Its time in epoch milliseconds, as the engine sorts it. */
  timeMs: number;
  members: Record<string, unknown>;
}

export interface Found {
  /** Oldest first. */
  events: FoundEvent[];
  /** How many there are in all. */
  total: number;
  /** Shards that did not answer: what they hold is not among the events. */
  failedShards: number;
}

/** Asks a search engine for the newest events. */
export type FindEvents = (query: SearchQuery, limit: number) => Promise<Found>;

interface Answer {
  _shards: { failed: number };
  hits: {
    total: { value: number };
    hits: { _index: string; _id: string; _source: Record<string, unknown>; sort: unknown[] }[];
  };
}

/** @throws UsageError when the engine does not understand the query, InputError when it cannot answer */
export function createFindEvents(endpoint: OpenSearchEndpoint, index: string): FindEvents {
  // Numbers over 2^53 keep their digits.
  const client = new Client({ ...connectionOptions(endpoint), enableLongNumeralSupport: true });
  return async (query, limit) => {
    const request = {
      method: 'POST',
      path: `/${encodeURI(index)}/_search`,
      querystring: { ignore_unavailable: true, allow_no_indices: true },
      body: searchBody(query, limit),
    };
    const answer = await client.transport.request(request).catch((error: Error) => {
      throw told(error, endpoint.url);
    });
    return readAnswer(answer.body as Answer);
  };
}

function readAnswer({ hits, _shards }: Answer): Found {
  const events = hits.hits.map(({ _index, _id, _source, sort }) => ({
    key: `${_index}/${_id}`,
    timeMs: Number(sort[0]),
    members: _source,
  }));
  return { events: events.reverse(), total: hits.total.value, failedShards: _shards.failed };
}

function told(error: Error, url: string): Error {
  if (!(error instanceof errors.ResponseError)) {
    if (!(error instanceof errors.OpenSearchClientError)) return error;
    return new InputError(`${url} cannot be reached: ${error.message}`, { cause: error });
  }
  const why = reasonOf(error.body) ?? error.message;
  if (error.statusCode === 400) {
    return new UsageError(`the query cannot be understood: ${why}`, { cause: error });
  }
  return new InputError(`${url} answers ${error.statusCode}: ${why}`, { cause: error });
}

/** The engine's own words, in one line. */
function reasonOf(body: unknown): string | undefined {
  const { error } = Object(body) as { error?: { root_cause?: { reason?: unknown }[] } };
  const reason = error?.root_cause?.[0]?.reason;
  return typeof reason === 'string' ? reason.replace(/\s+/g, ' ').slice(0, 300) : undefined;
}
