import { InputError } from '../errors.ts';

/** What an endpoint, or the way to it, says in place of an answer; any other error as it is. */
export function endpointError(error: unknown, url: string): unknown {
  if (!(error instanceof Error)) return error;
  const said = problemIn(error);
  return said === undefined ? error : new InputError(`${url} ${said}`, { cause: error });
}

function problemIn({ name, message }: Error): string | undefined {
  if (/^(ConnectionError|TimeoutError|NoLivingConnectionsError)$/.test(name)) {
    return `cannot be reached: ${message}`;
  }
  // Of the AWS SDK: no credentials, a login that has run out, a profile that is not there.
  if (!/^(CredentialsProviderError|TokenProviderError)$/.test(name)) return undefined;
  return `wants AWS credentials: ${message}: log in, or set AWS_PROFILE or AWS_ACCESS_KEY_ID`;
}
