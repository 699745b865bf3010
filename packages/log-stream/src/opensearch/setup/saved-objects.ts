import { canonical } from './canonical.ts';
import { type DashboardsEndpoint, isPage, savedObjectsApi } from './dashboards.ts';
import { fileForm } from './multipart.ts';
import type { SavedObject } from './payload.ts';
import type { SetupAnswer } from './setup-client.ts';
import { reasonIn } from './setup-error.ts';
import type { SetupContext } from './templates.ts';

/**
 * Imports the saved objects that are not there yet, or are other than they shall be. Events are indexed
 * without them: when they cannot be imported, for whatever reason, they are skipped and it is said why.
 */
export async function importSavedObjects(
  objects: readonly SavedObject[],
  dashboards: DashboardsEndpoint,
  { report, dryRun, engine }: SetupContext,
): Promise<void> {
  if (objects.length === 0) return;
  const ask = savedObjectsApi(dashboards);
  let left = objects;
  try {
    const found = await storedAt(ask, objects, engine.name);
    const isDifferent = (object: SavedObject) => found.get(keyOf(object)) !== comparable(object);
    left = objects.filter(isDifferent);
    const same = objects.filter((object) => !isDifferent(object));
    report.unchanged.push(...same.map(keyOf));
    if (left.length > 0 && !dryRun) await importAll(left, ask);
    report.changed.push(...left.map(keyOf));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    report.skipped.push({ what: `${left.length} saved objects`, why: `${why}; ${byHand}` });
  }
}

const loginPage = 'answered with a page, most likely the one to log in by, which this cannot';
const byHand = 'import them by hand, or set up again when that is mended';

type Ask = ReturnType<typeof savedObjectsApi>;

async function importAll(objects: readonly SavedObject[], ask: Ask): Promise<void> {
  const lines = objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  const { body, contentType } = fileForm('logdrive.ndjson', lines);
  const answer = await ask({
    path: '/_import',
    querystring: { overwrite: 'true' },
    body,
    headers: { 'content-type': contentType },
  });
  const { success, errors = [] } = (answer.body ?? {}) as {
    success?: boolean;
    errors?: { type: string; id: string; error?: { type?: string } }[];
  };
  if (success === true) return;
  const [first] = errors;
  if (first === undefined) throw new Error(refused(answer));
  throw new Error(
    `${errors.length} were not imported, ${first.type} ${first.id} for one: ${first.error?.type ?? 'no reason given'}`,
  );
}

interface Answered {
  saved_objects: (SavedObject & { error?: unknown })[];
}

function isDashboards({ statusCode, body }: SetupAnswer): boolean {
  return statusCode === 200 && Array.isArray((body as Partial<Answered>)?.saved_objects);
}

/** By type and id; an object that is not there is answered with an error in its place. */
async function storedAt(ask: Ask, objects: readonly SavedObject[], engine: string) {
  const body = objects.map(({ type, id }) => ({ type, id }));
  const answer = await ask({ path: '/_bulk_get', body });
  if (!isDashboards(answer)) {
    const { statusCode } = answer;
    if (isPage(answer)) throw new Error(`OpenSearch Dashboards ${loginPage}`);
    if ([401, 403].includes(statusCode) || statusCode >= 500) throw new Error(refused(answer));
    throw new Error(
      `no OpenSearch Dashboards behind this endpoint (${engine}; it answered ${statusCode}): name its own address`,
    );
  }
  const stored = (answer.body as Answered).saved_objects.filter(({ error }) => error === undefined);
  return new Map(stored.map((object) => [keyOf(object), comparable(object)]));
}

function refused({ statusCode, body }: SetupAnswer): string {
  const said = reasonIn(body);
  const mend =
    statusCode === 401 || statusCode === 403
      ? 'let this role or user write saved objects of the global tenant (see "Permissions" in the README of the setup files)'
      : undefined;
  const parts = [`OpenSearch Dashboards answered ${statusCode}`, said, mend];
  return parts.filter((part) => part !== undefined).join(': ');
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
