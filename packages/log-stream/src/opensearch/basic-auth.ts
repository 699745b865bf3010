import { errors, Transport } from '@opensearch-project/opensearch';
import type {
  ApiResponse,
  TransportRequestOptions,
  TransportRequestParams,
  TransportRequestPromise,
} from '@opensearch-project/opensearch/lib/Transport.js';

export interface BasicCredentials {
  username: string;
  password: string;
}

/** The `authorization` header of all requests of a client. */
export interface BasicAuth {
  /**
   * What the header is made of, for a form to log in by.
   *
   * @throws what reading the credentials throws
   */
  credentials(): Promise<BasicCredentials>;
  /** @throws what reading the credentials throws */
  header(): Promise<string>;
  /**
   * What to try when a header was refused; undefined when nothing else is known.
   *
   * @throws what reading the credentials throws
   */
  headerAfter(refused: string): Promise<string | undefined>;
}

/**
 * Keeps credentials until the endpoint refuses them, and reads them again then: a secret may have
 * been rotated. What is read and refused once more is not read again for half a minute, however many
 * requests are refused in the meantime.
 *
 * @param read reads the credentials, from a secret for example
 */
export function createBasicAuth(
  read: () => Promise<BasicCredentials>,
  { pauseMs = 30_000 } = {},
): BasicAuth {
  let current: Known | undefined;
  let reading: Promise<Known> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  const readOnce = () => {
    reading ??= readKnown(read).finally(() => {
      reading = undefined;
    });
    return reading;
  };
  const known = async () => {
    current ??= await readOnce();
    return current;
  };
  return {
    credentials: async () => (await known()).credentials,
    header: async () => (await known()).header,
    async headerAfter(refused) {
      if (current?.header === refused && Date.now() - readAt >= pauseMs) {
        current = await readOnce();
        readAt = Date.now();
      }
      return current?.header === refused ? undefined : current?.header;
    },
  };
}

interface Known {
  credentials: BasicCredentials;
  header: string;
}

async function readKnown(read: () => Promise<BasicCredentials>): Promise<Known> {
  const credentials = await read();
  const { username, password } = credentials;
  const header = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  return { credentials, header };
}

/** The client's transport with basic auth; after a 401 it tries once more with other credentials. */
export function basicAuthTransport(auth: BasicAuth): typeof Transport {
  return class BasicAuthTransport extends Transport {
    override request(
      params: TransportRequestParams,
      options: TransportRequestOptions = {},
    ): TransportRequestPromise<ApiResponse> {
      let aborted = false;
      let sent: TransportRequestPromise<ApiResponse> | undefined;
      const send = async (authorization: string) => {
        if (aborted) throw new errors.RequestAbortedError('the request was aborted');
        const headers = { ...options.headers, authorization };
        // The client writes into the parameters that it is given.
        sent = super.request({ ...params }, { ...options, headers });
        return await sent;
      };
      const abort = () => {
        aborted = true;
        sent?.abort();
      };
      return Object.assign(authorized(auth, send), { abort });
    }
  };
}

async function authorized<T>(auth: BasicAuth, send: (header: string) => Promise<T>): Promise<T> {
  const header = await auth.header();
  try {
    return await send(header);
  } catch (error) {
    if (!(error instanceof errors.ResponseError) || error.statusCode !== 401) throw error;
    const other = await auth.headerAfter(header);
    if (other === undefined) throw error;
    return await send(other);
  }
}
