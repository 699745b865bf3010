import type { BasicCredentials } from '../basic-auth.ts';
import type { OpenSearchEndpoint } from '../connection.ts';
import type { SetupAnswer, SetupClient, SetupRequest } from './setup-client.ts';

/** Where OpenSearch Dashboards answers: behind the engine's endpoint on Amazon's domains, else on its own. */
export interface DashboardsEndpoint {
  client: SetupClient;
  /** What stands before `/api`: `/_dashboards` behind an Amazon domain, or nothing. */
  basePath: string;
  /** For a Dashboards that takes no password with a request, as behind Amazon's domains. */
  login?: {
    /** Of the same address, without credentials of its own. */
    client: SetupClient;
    credentials: () => Promise<BasicCredentials>;
  };
}

/**
 * Dashboards behind an engine's endpoint, or at a URL of its own, for the same credentials.
 *
 * @param clientFor makes the clients
 */
export function dashboardsAt(
  endpoint: OpenSearchEndpoint & { dashboardsUrl?: string | undefined },
  clientFor: (endpoint: OpenSearchEndpoint) => SetupClient,
): DashboardsEndpoint {
  const { dashboardsUrl, ...engine } = endpoint;
  const at = { ...engine, url: dashboardsUrl ?? engine.url };
  const { auth } = engine;
  return {
    client: clientFor(at),
    basePath: dashboardsUrl === undefined ? '/_dashboards' : '',
    ...(auth.kind === 'basic' && {
      login: {
        client: clientFor({ ...at, auth: { kind: 'none' } }),
        credentials: () => auth.basicAuth.credentials(),
      },
    }),
  };
}

/** A request of the API of saved objects; its path begins after `/api/saved_objects`. */
export type SavedObjectsRequest = Pick<SetupRequest, 'path' | 'querystring' | 'body' | 'headers'>;

/** Everybody sees the global tenant; a role's own, which is the default, nobody else does. */
const fixedHeaders = { 'osd-xsrf': 'true', securitytenant: 'global' };

/** Asks Dashboards; where it refuses, once more as a user who has logged in, and so from then on. */
export function savedObjectsApi({ client, basePath, login }: DashboardsEndpoint) {
  let cookie: string | undefined;
  return async ({ path, headers, ...rest }: SavedObjectsRequest): Promise<SetupAnswer> => {
    const request = () => ({
      ...rest,
      method: 'POST' as const,
      path: `${basePath}/api/saved_objects${path}`,
      headers: { ...fixedHeaders, ...headers, ...(cookie !== undefined && { cookie }) },
    });
    if (login === undefined) return client.request(request());
    if (cookie === undefined) {
      const answer = await client.request(request());
      if (!wantsLogin(answer)) return answer;
      cookie = await logIn(login, basePath);
      if (cookie === undefined) return answer;
    }
    return login.client.request(request());
  };
}

/** Refused, or sent to the page where people log in. */
function wantsLogin(answer: SetupAnswer): boolean {
  return answer.statusCode === 401 || answer.statusCode === 403 || isPage(answer);
}

/** Whether a page for people, or the way to one, is the answer in place of JSON. */
export function isPage({ statusCode, body }: SetupAnswer): boolean {
  return (statusCode >= 300 && statusCode < 400) || (statusCode < 300 && typeof body === 'string');
}

/** @returns the session's cookie; undefined when Dashboards gives none */
async function logIn(
  { client, credentials }: NonNullable<DashboardsEndpoint['login']>,
  basePath: string,
): Promise<string | undefined> {
  const { username, password } = await credentials();
  const { statusCode, headers } = await client.request({
    method: 'POST',
    path: `${basePath}/auth/login`,
    headers: { 'osd-xsrf': 'true' },
    body: { username, password },
  });
  const set = [headers?.['set-cookie'] ?? []].flat();
  if (statusCode !== 200 || set.length === 0) return undefined;
  return set.map((one) => String(one).split(';', 1)[0]).join('; ');
}
