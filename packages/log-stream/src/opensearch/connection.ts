import type { Client, ClientOptions } from '@opensearch-project/opensearch';
import { AwsSigv4Signer, type AwsSigv4SignerOptions } from '@opensearch-project/opensearch/aws-v3';
import { type BasicAuth, basicAuthTransport } from './basic-auth.ts';

/**
 * What is used of the client: requests by path. The client's methods for single routes
 * (`client.indices` and the like) are five megabytes of code, which no function's bundle holds.
 */
export type OpenSearch = Pick<Client, 'transport'>;

export interface OpenSearchEndpoint {
  /** See `endpointProblem`. */
  url: string;
  auth: OpenSearchAuth;
  /** Certificates in PEM to trust in place of the well-known ones. */
  ca?: string | undefined;
  /** Connections open at a time, kept open for later requests. Default 4. */
  connections?: number;
}

/** Credentials as every provider of the AWS SDK gives them. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string | undefined;
  expiration?: Date | undefined;
}

export type OpenSearchAuth =
  | { kind: 'none' }
  | { kind: 'basic'; basicAuth: BasicAuth }
  | {
      kind: 'sigv4';
      /** `es` for domains, `aoss` for serverless collections. */
      service: 'es' | 'aoss';
      region: string;
      /** Called for the first request, and again when what it gave runs out. */
      credentials: () => Promise<AwsCredentials>;
    };

const longestAnswerMs = 30_000;

/**
 * Options for a client of OpenSearch or Elasticsearch that keeps its connections open, verifies
 * certificates, and makes each request once: whoever asks knows until when to try again.
 */
export function connectionOptions(endpoint: OpenSearchEndpoint): ClientOptions {
  const { url, auth, ca, connections = 4 } = endpoint;
  return {
    node: url,
    maxRetries: 0,
    requestTimeout: longestAnswerMs,
    // There is one node, and requests alone tell whether it answers again.
    resurrectStrategy: 'none',
    agent: { keepAlive: true, maxSockets: connections },
    ssl: { rejectUnauthorized: true, ...(ca !== undefined && { ca }) },
    ...authOptions(auth),
  };
}

function authOptions(auth: OpenSearchAuth): ClientOptions {
  switch (auth.kind) {
    case 'none':
      return {};
    case 'basic':
      return { Transport: basicAuthTransport(auth.basicAuth) };
    case 'sigv4': {
      const { service, region, credentials } = auth;
      const getCredentials = credentials as AwsSigv4SignerOptions['getCredentials'] & object;
      const { Transport, Connection } = AwsSigv4Signer({ service, region, getCredentials });
      return { Transport, Connection };
    }
  }
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * What is wrong with the URL of an endpoint, as its mend; undefined when nothing is. It is
 * `https://host[:port][/path]`, or the same with http for a node on this machine.
 */
export function endpointProblem(url: string): string | undefined {
  const form = 'give https://host[:port][/path]';
  if (!URL.canParse(url)) return form;
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  if (username !== '' || password !== '') return `${form}, without a user's name or password`;
  if (search !== '' || hash !== '') return `${form}, without ? and #`;
  if (protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))) return undefined;
  return protocol === 'http:' ? `${form}; http is for loopback addresses alone` : form;
}
