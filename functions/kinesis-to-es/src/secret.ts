import type { BasicCredentials } from '@logdrive/log-stream/opensearch';

/**
 * Reads the text of a secret: `{"username": "...", "password": "..."}`. Other members are left alone.
 *
 * @throws Error in words that hold nothing of the secret
 */
export function parseSecret(text: string | undefined): BasicCredentials {
  const { username, password } = Object(parse(text)) as Record<string, unknown>;
  if (isText(username) && isText(password)) return { username, password };
  throw new Error('the secret is not {"username": "...", "password": "..."}: mend it');
}

function parse(text = ''): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the parser's own words would quote the secret
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
