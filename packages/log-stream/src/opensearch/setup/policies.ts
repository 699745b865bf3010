import { canonical } from './canonical.ts';
import type { SetupAnswer } from './setup-client.ts';
import { refusal } from './setup-error.ts';
import type { SetupContext } from './templates.ts';

/** As the engine gives a policy back. */
interface StoredPolicy {
  _seq_no: number;
  _primary_term: number;
  policy: object;
}

/**
 * Puts the policies of Index State Management where they are not yet, or are other than they shall be.
 * A policy takes hold of the indices that are made from then on.
 *
 * @throws SetupError naming the policy that the engine refuses, with its reason
 */
export async function putPolicies(
  policies: Readonly<Record<string, object>>,
  context: SetupContext,
): Promise<void> {
  const { client, report, dryRun } = context;
  for (const [name, body] of Object.entries(policies)) {
    const what = `policy ${name}`;
    const path = `/_plugins/_ism/policies/${encodeURIComponent(name)}`;
    const current = await client.request({ method: 'GET', path });
    if (hasNoRoute(current)) {
      report.skipped.push({ what, why: `${context.engine.name} has no Index State Management` });
      continue;
    }
    const stored = storedIn(current, what);
    if (stored !== undefined && comparable(stored.policy) === comparable(policyOf(body))) {
      report.unchanged.push(what);
      continue;
    }
    if (!dryRun) {
      const answer = await client.request({ method: 'PUT', path, body, ...unlessChanged(stored) });
      if (answer.statusCode >= 300) throw refusal(what, answer);
    }
    report.changed.push(what);
  }
}

/**
 * An engine without the plugin answers 400, or 405, with "no handler found"; a serverless collection 404,
 * without a word of a policy.
 */
function hasNoRoute({ statusCode, body }: SetupAnswer): boolean {
  if (statusCode === 400 || statusCode === 405)
    return /no handler found|not allowed/i.test(textOf(body));
  return statusCode === 404 && !/policy|index_not_found/i.test(textOf(body));
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
}

function storedIn(answer: SetupAnswer, what: string): StoredPolicy | undefined {
  if (answer.statusCode === 404) return undefined;
  if (answer.statusCode >= 300) throw refusal(what, answer);
  return answer.body as StoredPolicy;
}

/** Another's change between our look and our writing must not be lost; the engine asks for this too. */
function unlessChanged(stored: StoredPolicy | undefined) {
  if (stored === undefined) return {};
  return {
    querystring: { if_seq_no: stored._seq_no, if_primary_term: stored._primary_term },
  };
}

function policyOf(body: object): object {
  return (body as { policy: object }).policy;
}

/** What the engine adds of its own: bookkeeping, and the defaults of what a policy does not say. */
const added: ReadonlySet<string> = new Set(['policy_id', 'last_updated_time', 'schema_version']);
const defaults: ReadonlyMap<string, string> = new Map([
  ['retry', canonical({ count: 3, backoff: 'exponential', delay: '1m' })],
  ['copy_alias', canonical(false)],
]);

function comparable(policy: object): string {
  const { ism_template: template, ...rest } = policy as { ism_template?: unknown };
  const templates = template === undefined ? [] : [template].flat();
  return canonical(asGiven({ ...rest, ism_template: templates }));
}

function asGiven(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asGiven);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(
    ([key, member]) => !added.has(key) && defaults.get(key) !== canonical(member),
  );
  return Object.fromEntries(members.map(([key, member]) => [key, asGiven(member)]));
}
