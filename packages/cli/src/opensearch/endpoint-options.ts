import { readFile } from 'node:fs/promises';
import {
  type AwsCredentials,
  createBasicAuth,
  endpointProblem,
  type OpenSearchAuth,
  type OpenSearchEndpoint,
} from '@logdrive/log-stream/opensearch';
import { InputError, UsageError } from '../errors.ts';

/** Options of every command that talks to a search engine, for `parseOptions`. */
export const endpointOptions = {
  endpoint: { type: 'string' },
  auth: { type: 'string' },
  service: { type: 'string' },
  region: { type: 'string' },
  username: { type: 'string' },
  ca: { type: 'string' },
} as const;

export type EndpointValues = { [name in keyof typeof endpointOptions]?: string | undefined };

/** Their part of a command's help. */
export const endpointHelp = `Where the engine is
  --endpoint URL    https://host[:port][/path]; http for this machine alone
  --auth sigv4      with your AWS credentials: what *.amazonaws.com gets by default
  --auth basic      with --username and the password in OPENSEARCH_PASSWORD
  --auth none       what all others get by default
  --service es      of sigv4, for domains; aoss for serverless collections (default: told by the host)
  --region NAME     of sigv4 (default: told by the host, else AWS_REGION)
  --ca FILE         certificates to trust in place of the well-known ones, PEM
`;

/** What reading the options needs from outside. */
export interface EndpointContext {
  /** The variables of the environment. */
  env: Readonly<Record<string, string | undefined>>;
  /** The user's AWS credentials, for a region. */
  awsCredentials: (region: string) => () => Promise<AwsCredentials>;
}

/**
 * The endpoint that the options name, for `connectionOptions`.
 *
 * @throws UsageError naming the option and the mend, InputError when a file cannot be read
 */
export async function readEndpoint(
  values: EndpointValues,
  context: EndpointContext,
): Promise<OpenSearchEndpoint> {
  const { endpoint, ca } = values;
  if (endpoint === undefined) throw new UsageError('give --endpoint, the URL of the search engine');
  const problem = endpointProblem(endpoint);
  if (problem) throw new UsageError(`--endpoint is ${JSON.stringify(endpoint)}: ${problem}`);
  const auth = readAuth(new URL(endpoint).hostname, values, context);
  return { url: endpoint, auth, ...(ca !== undefined && { ca: await readCertificates(ca) }) };
}

const amazon = /\.([a-z0-9-]+)\.(es|aoss|on)\.(?:amazonaws\.com(?:\.cn)?|aws)$/;

function readAuth(host: string, values: EndpointValues, context: EndpointContext): OpenSearchAuth {
  const { auth = defaultAuth(host, values), username } = values;
  if (username !== undefined && auth !== 'basic') {
    throw new UsageError(`--username is for --auth basic: leave it out for --auth ${auth}`);
  }
  if (auth === 'none') return { kind: 'none' };
  if (auth === 'basic') return { kind: 'basic', basicAuth: readBasic(username, context) };
  if (auth === 'sigv4') return readSigV4(host, values, context);
  throw new UsageError(`--auth is ${JSON.stringify(auth)}: give one of sigv4, basic, none`);
}

function defaultAuth(host: string, { username }: EndpointValues): string {
  if (username !== undefined) return 'basic';
  return amazon.test(host) ? 'sigv4' : 'none';
}

function readBasic(username: string | undefined, { env }: EndpointContext) {
  if (!username) throw new UsageError('--auth basic needs --username: give it');
  const password = env.OPENSEARCH_PASSWORD;
  if (!password) {
    throw new UsageError('--auth basic needs a password: set OPENSEARCH_PASSWORD to it');
  }
  return createBasicAuth(async () => ({ username, password }));
}

function readSigV4(
  host: string,
  { service, region }: EndpointValues,
  { env, awsCredentials }: EndpointContext,
): OpenSearchAuth {
  const [, hostRegion, hostService] = amazon.exec(host) ?? [];
  const chosen = service ?? (hostService === 'aoss' ? 'aoss' : 'es');
  if (chosen !== 'es' && chosen !== 'aoss') {
    throw new UsageError(`--service is ${JSON.stringify(chosen)}: give one of es, aoss`);
  }
  const where = region ?? hostRegion ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  if (!where) throw new UsageError('--auth sigv4 needs a region: give --region or set AWS_REGION');
  return { kind: 'sigv4', service: chosen, region: where, credentials: awsCredentials(where) };
}

async function readCertificates(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message;
    throw new InputError(`--ca ${path}: ${why}`, { cause: error });
  });
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
  throw new UsageError(`--ca ${path} holds no certificate: give a file in PEM`);
}
