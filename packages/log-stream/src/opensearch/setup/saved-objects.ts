import { canonical } from './canonical.ts';
import { fileForm } from './multipart.ts';
import type { SavedObject } from './payload.ts';
import type { SetupAnswer, SetupClient } from './setup-client.ts';
import { reasonIn, refusal, SetupError } from './setup-error.ts';
import type { SetupContext } from './templates.ts';

/** Where OpenSearch Dashboards answers: behind the engine's endpoint on Amazon's domains, else on its own. */
export interface DashboardsEndpoint {
  client: SetupClient;
  /** What stands before `/api`: `/_dashboards` behind an Amazon domain, or nothing. */
  basePath: string;
}

/** Everybody sees the global tenant; a role's own, which is the default, nobody else does. */
const headers = { 'osd-xsrf': 'true', securitytenant: 'global' };

/**
 * Imports the saved objects that are not there yet, or are other than they shall be.
 *
 * @throws SetupError when Dashboards refuses them, with its reason
 */
export async function importSavedObjects(
  objects: readonly SavedObject[],
  { client, basePath }: DashboardsEndpoint,
  { report, dryRun, engine }: SetupContext,
): Promise<void> {
  if (objects.length === 0) return;
  const what = `${objects.length} saved objects`;
  const path = `${basePath}/api/saved_objects/_bulk_get`;
  const body = objects.map(({ type, id }) => ({ type, id }));
  const answer = await client.request({ method: 'POST', path, body, headers });
  if (!isDashboards(answer)) {
    if (answer.statusCode === 401 || answer.statusCode === 403) throw refusal(what, answer);
    report.skipped.push({ what, why: noDashboards(answer.statusCode, engine.name) });
    return;
  }
  const found = storedIn(answer);
  const differing = objects.filter((object) => found.get(keyOf(object)) !== comparable(object));
  for (const object of objects) {
    const list = differing.includes(object) ? report.changed : report.unchanged;
    list.push(`${object.type} ${object.id}`);
  }
  if (differing.length > 0 && !dryRun) await importAll(differing, client, basePath);
}

async function importAll(
  objects: readonly SavedObject[],
  client: SetupClient,
  basePath: string,
): Promise<void> {
  const lines = objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  const { body, contentType } = fileForm('logdrive.ndjson', lines);
  const answer = await client.request({
    method: 'POST',
    path: `${basePath}/api/saved_objects/_import`,
    querystring: { overwrite: 'true' },
    body,
    headers: { ...headers, 'content-type': contentType },
  });
  const { success, errors = [] } = answer.body as {
    success?: boolean;
    errors?: { type: string; id: string; error?: { type?: string } }[];
  };
  if (answer.statusCode >= 300) throw refusal('saved objects', answer);
  if (success === true) return;
  const [first] = errors;
  throw new SetupError(
    `saved objects: ${errors.length} were not imported, ${first?.type} ${first?.id} for one: ${first?.error?.type ?? reasonIn(answer.body)}`,
  );
}

interface Answered {
  saved_objects: (SavedObject & { error?: unknown })[];
}

function isDashboards({ statusCode, body }: SetupAnswer): boolean {
  return statusCode === 200 && Array.isArray((body as Partial<Answered>)?.saved_objects);
}

function noDashboards(statusCode: number, engine: string): string {
  return `no OpenSearch Dashboards behind this endpoint (${engine}; it answered ${statusCode}): name its own address, or import them by hand`;
}

/** By type and id; an object that is not there is answered with an error in its place. */
function storedIn({ body }: SetupAnswer): Map<string, string> {
  const objects = (body as Answered).saved_objects.filter(({ error }) => error === undefined);
  return new Map(objects.map((object) => [keyOf(object), comparable(object)]));
}

function keyOf({ type, id }: SavedObject): string {
  return `${type} ${id}`;
}

/** JSON inside of texts is read as well: Dashboards may write it with other blanks. */
function comparable({ attributes, references = [] }: SavedObject): string {
  const byName = [...references].sort((a, b) => (a.name < b.name ? -1 : 1));
  return canonical({ attributes: unfolded(attributes), references: byName });
}

function unfolded(value: unknown): unknown {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return unfolded(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(unfolded);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unfolded(member)]));
}
