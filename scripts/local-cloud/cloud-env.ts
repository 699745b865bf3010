/** What points the AWS SDKs and Terraform's AWS provider at the local cloud. */
export type CloudVariables = Record<string, string>;

/** The variables a client needs for a local cloud at `endpoint`; the keys are not secret. */
export function cloudVariables(endpoint: string): CloudVariables {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    // A person's own profiles and role must not meddle: an empty file instead of theirs.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/**
 * A whole environment for a client process: `base` without any AWS setting of its own (a profile, a
 * session token or an endpoint of one service would send calls to the real AWS), plus the variables
 * of the local cloud.
 */
export function clientEnv(base: NodeJS.ProcessEnv, endpoint: string): NodeJS.ProcessEnv {
  const kept = Object.entries(base).filter(([name]) => !name.startsWith('AWS_'));
  return { ...Object.fromEntries(kept), ...cloudVariables(endpoint) };
}
