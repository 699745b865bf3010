import { Readable } from 'node:stream';
import { Connection, errors } from '@opensearch-project/opensearch';
import { type BulkDocument, FakeOpenSearch } from '../fake-opensearch.ts';
import type { Answer } from '../faulty-server.ts';
import type { Life } from '../lambda-service.ts';
import type { CallResult, EntryFaultOf, ScheduledCalls } from './scheduled-calls.ts';

type Callback = (error: Error | null, response: unknown) => void;

interface ConnectionRequest {
  method?: string;
  path?: string;
  querystring?: string;
  headers?: Record<string, string>;
  body?: string | Buffer | null;
  timeout?: number;
}

export interface ScheduledOpenSearchOptions {
  /** Whether the engine refuses a document for its content, whenever it is sent. */
  refuses: (document: BulkDocument) => boolean;
  /** Told of each document that is written, also anew. */
  onDocument: (document: BulkDocument) => void;
  /** Larger bodies are answered with 413. */
  mostBytes?: number;
}

/** An engine in memory behind the real client: its transport is real, its connection is not. */
export class ScheduledOpenSearch {
  readonly #engine: FakeOpenSearch;
  readonly #options: ScheduledOpenSearchOptions;

  constructor(options: ScheduledOpenSearchOptions) {
    this.#engine = new FakeOpenSearch(options);
    this.#options = options;
  }

  /** The class to give to the client as its `Connection`. */
  connectionFor(calls: ScheduledCalls, life: Life): typeof Connection {
    const engine = this;
    class ScheduledConnection extends Connection {
      override request(...[params, callback]: Parameters<Connection['request']>): never {
        const request = params as ConnectionRequest;
        return engine.#request(request, callback as Callback, calls, life) as never;
      }
    }
    return ScheduledConnection;
  }

  #request(params: ConnectionRequest, callback: Callback, calls: ScheduledCalls, life: Life) {
    const controller = new AbortController();
    const { timeout } = params;
    const timer =
      timeout === undefined ? undefined : setTimeout(() => controller.abort('timeout'), timeout);
    const body = Buffer.from(params.body ?? '');
    calls
      .make(life, {
        service: 'opensearch',
        what: `_bulk of ${body.toString().split('\n').length >> 1} documents`,
        signal: controller.signal,
        apply: (entryFault) => this.#apply(params, body, entryFault),
      })
      .then(responseOf)
      .then((response) => callback(null, response))
      .catch((error: Error) => callback(clientError(error, controller.signal), null))
      .finally(() => clearTimeout(timer));
    return { abort: () => controller.abort('abort') };
  }

  /** The effect is there when this returns; the answer it promises is made of it. */
  #apply(params: ConnectionRequest, body: Buffer, entryFault: EntryFaultOf): Promise<Answer> {
    const engine = this.#engine;
    let index = -1;
    const written: BulkDocument[] = [];
    engine.itemError = (document) => {
      index += 1;
      const fault = entryFault(index);
      if (fault === 'throttled') return rejected;
      if (fault === 'internal') return unavailable;
      if (this.#options.refuses(document)) return unfit;
      const isThere = engine.indices.get(document.index)?.has(document.id) ?? false;
      if (!isThere || document.action === 'index') written.push(document);
      return undefined;
    };
    const { method = 'POST', path = '', querystring = '', headers = {} } = params;
    const answer = engine.answer({ method, url: `${path}?${querystring}`, headers, body });
    for (const document of written) this.#options.onDocument(document);
    return answer;
  }
}

const rejected = {
  status: 429,
  type: 'rejected_execution_exception',
  reason: 'rejected execution of coordinating operation',
};
const unavailable = {
  status: 503,
  type: 'unavailable_shards_exception',
  reason: 'primary shard is not active',
};
const unfit = {
  status: 400,
  type: 'mapper_parsing_exception',
  reason: "failed to parse field [note] of type [long] in document with id 'x'",
};

const refusals = {
  throttled: { status: 429, body: error('circuit_breaking_exception', 429) },
  server_error: { status: 503, body: error('cluster_manager_not_discovered_exception', 503) },
  denied: { status: 403, body: error('security_exception', 403) },
  conflict: { status: 502, body: '<html>502 Bad Gateway</html>' },
};

async function responseOf(result: CallResult<Promise<Answer>>) {
  const { status, body, headers } =
    result.kind === 'answer' ? await result.value : { ...refusals[result.kind], headers: {} };
  const garbled = result.kind === 'answer' && result.garbled;
  const text = garbled ? '{"items":[' : String(body ?? '');
  return Object.assign(Readable.from([Buffer.from(text)]), {
    statusCode: status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function error(type: string, status: number): string {
  return JSON.stringify({ error: { type, reason: 'on purpose' }, status });
}

function clientError(cause: Error, signal: AbortSignal): Error {
  if (signal.reason === 'timeout') return new errors.TimeoutError('Request timed out', {} as never);
  if (signal.aborted) return new errors.RequestAbortedError('Request aborted', {} as never);
  return new errors.ConnectionError(cause.message, {} as never);
}
