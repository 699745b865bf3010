/** A request of an engine's, or of OpenSearch Dashboards'. */
export interface SetupRequest {
  method: 'GET' | 'POST' | 'PUT';
  /** With a slash at its beginning, names in it escaped. */
  path: string;
  querystring?: Record<string, string | number>;
  /** An object is sent as JSON, text as it is. */
  body?: object | string;
  headers?: Record<string, string>;
}

/** An answer of any status; its body parsed where it is JSON, else as text. */
export interface SetupAnswer {
  statusCode: number;
  body: unknown;
  /** With small letters. */
  headers?: Readonly<Record<string, unknown>> | null;
  /** For how many milliseconds the same was asked again before this answer was taken. */
  askedForMs?: number;
}

/** What setting up needs of a client: an answer of any status is an answer, only its lack is thrown. */
export interface SetupClient {
  request(request: SetupRequest): Promise<SetupAnswer>;
}

/** What is used of `@opensearch-project/opensearch`'s client: `client.transport`. */
interface Transport {
  request(
    params: SetupRequest,
    options: { headers?: Record<string, string> },
  ): PromiseLike<{ statusCode: number | null; body: unknown; headers: SetupAnswer['headers'] }>;
}

/** The client of OpenSearch, for setting up: it throws answers of 400 and above, which are given back here. */
export function setupClient({ transport }: { transport: Transport }): SetupClient {
  return {
    async request({ headers, ...params }) {
      try {
        const { statusCode, ...answer } = await transport.request(params, {
          ...(headers && { headers }),
        });
        return { statusCode: statusCode ?? 0, body: answer.body, headers: answer.headers ?? null };
      } catch (error) {
        const { statusCode, body } = error as { statusCode?: unknown; body?: unknown };
        if (typeof statusCode === 'number') return { statusCode, body };
        throw error;
      }
    },
  };
}
