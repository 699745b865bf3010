import type { SetupAnswer } from './setup-client.ts';

/** Setting up cannot go on; the message is one line that names what is wrong and the mend. */
export class SetupError extends Error {
  override readonly name = 'SetupError';
}

const mends: ReadonlyMap<number, string> = new Map([
  [401, 'check the credentials'],
  [
    403,
    'let this role or user in by the access policy and map it to a role inside (see "Permissions" in the README of the setup files), then set up again',
  ],
]);

/** @param what names the thing that was asked for, such as `index template logs` */
export function refusal(what: string, answer: SetupAnswer): SetupError {
  const { statusCode, body, askedForMs = 0 } = answer;
  const mend = mends.get(statusCode);
  const said = reasonIn(body);
  const time = askedForMs === 0 ? '' : ` for ${Math.round(askedForMs / 1000)} s`;
  const parts = [`${what}: the endpoint answered ${statusCode}${time}`, said, mend];
  return new SetupError(parts.filter((part) => part !== undefined).join(': '));
}

/** What the engine says is wrong, in one line of at most 500 characters. */
export function reasonIn(body: unknown): string | undefined {
  if (typeof body === 'string') return oneLine(body);
  if (typeof body !== 'object' || body === null) return undefined;
  const { error, message, Message } = body as Record<string, unknown>;
  if (typeof error === 'object' && error !== null) {
    const { type, reason, caused_by: cause } = error as Record<string, unknown>;
    const said = [type, reason].filter((part) => typeof part === 'string').join(': ');
    const because = cause === undefined ? undefined : reasonIn({ error: cause });
    // The cause often says the same words again.
    const isNew =
      because !== undefined && !because.split(': ').every((part) => said.includes(part));
    return isNew ? `${said}: ${because}` : said;
  }
  const text = [message, Message, error].find((part) => typeof part === 'string');
  return typeof text === 'string' ? oneLine(text) : undefined;
}

function oneLine(text: string): string | undefined {
  return text.replace(/\s+/g, ' ').trim().slice(0, 500) || undefined;
}
