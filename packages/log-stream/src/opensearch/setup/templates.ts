import { canonical, flatSettings } from './canonical.ts';
import type { Engine } from './engine.ts';
import { type FlatVariant, flatVariants, isUnknownFlatType } from './flat-objects.ts';
import type { SetupClient } from './setup-client.ts';
import { reasonIn, refusal, SetupError } from './setup-error.ts';
import type { SetupReport } from './setup-report.ts';

/** Where templates of a kind are kept. */
interface TemplateKind {
  name: string;
  route: string;
  /** The template in the answer to GET. */
  found(body: unknown): object | undefined;
}

export const componentTemplates: TemplateKind = {
  name: 'component template',
  route: '/_component_template/',
  found: (body) =>
    (body as { component_templates?: { component_template: object }[] }).component_templates?.[0]
      ?.component_template,
};

export const indexTemplates: TemplateKind = {
  name: 'index template',
  route: '/_index_template/',
  found: (body) =>
    (body as { index_templates?: { index_template: object }[] }).index_templates?.[0]
      ?.index_template,
};

export interface SetupContext {
  client: SetupClient;
  engine: Engine;
  report: SetupReport;
  /** Whether to say what would change and change nothing. */
  dryRun: boolean;
}

/**
 * Puts templates where they are not yet, or are other than they shall be.
 *
 * @throws SetupError naming the template that the engine refuses, with its reason
 */
export async function putTemplates(
  kind: TemplateKind,
  templates: Readonly<Record<string, object>>,
  context: SetupContext,
): Promise<void> {
  for (const [name, body] of Object.entries(templates)) {
    const what = `${kind.name} ${name}`;
    mustHaveTimestamp(what, body, context.engine);
    const path = kind.route + encodeURIComponent(name);
    const variants = flatVariants(withTimestamp(body), context.engine);
    const put = await putTemplate(kind, { what, path, variants }, context);
    if (put.kept) context.report.skipped.push(notSearchable(what, context.engine));
  }
}

interface Wanted {
  what: string;
  path: string;
  variants: readonly FlatVariant[];
}

/** @returns the variant that is in place */
async function putTemplate(
  kind: TemplateKind,
  { what, path, variants }: Wanted,
  { client, report, dryRun }: SetupContext,
): Promise<FlatVariant> {
  const current = await client.request({ method: 'GET', path });
  if (current.statusCode >= 300 && current.statusCode !== 404) throw refusal(what, current);
  const existing = current.statusCode === 404 ? undefined : kind.found(current.body);
  const same = variants.find(({ body }) => existing && comparable(existing) === comparable(body));
  if (same !== undefined) {
    report.unchanged.push(what);
    return same;
  }
  report.changed.push(what);
  const [first, ...others] = variants;
  if (first === undefined) throw new Error('a template has no variant');
  return dryRun ? first : putFirstTaken(client, { what, path, variants: [first, ...others] });
}

async function putFirstTaken(client: SetupClient, { what, path, variants }: Wanted) {
  for (const [index, variant] of variants.entries()) {
    const answer = await client.request({ method: 'PUT', path, body: variant.body });
    if (answer.statusCode < 300) return variant;
    const isLast = index === variants.length - 1;
    if (isLast || !isUnknownFlatType(reasonIn(answer.body) ?? '')) throw refusal(what, answer);
  }
  throw new Error('no variant was tried');
}

function notSearchable(what: string, { name }: Engine) {
  return {
    what: `flat_object fields of ${what}`,
    why: `${name} has no such type: they are kept in the documents and cannot be searched`,
  };
}

/** Elasticsearch refuses to be told the name of its one timestamp field; OpenSearch takes it unsaid. */
function withTimestamp(body: object): object {
  return timestampField(body) === '@timestamp' ? { ...body, data_stream: {} } : body;
}

function mustHaveTimestamp(what: string, body: object, { ownTimestampField, name }: Engine): void {
  const field = timestampField(body);
  if (ownTimestampField || field === undefined || field === '@timestamp') return;
  throw new SetupError(
    `${what}: data streams of ${name} need the time under @timestamp, and this one names ${field}: use indices, or events whose time key is @timestamp`,
  );
}

function timestampField(body: object): string | undefined {
  const { data_stream: stream } = body as { data_stream?: { timestamp_field?: { name?: string } } };
  return stream && (stream.timestamp_field?.name ?? '@timestamp');
}

interface Template {
  template?: { settings?: object; mappings?: object; aliases?: object };
  index_patterns?: unknown;
  composed_of?: unknown[];
  priority?: unknown;
  version?: unknown;
  _meta?: unknown;
}

/** The members that a template may be given, as text; what engines add of their own does not count. */
function comparable(body: object): string {
  const { template = {}, composed_of: parts = [], ...other } = body as Template;
  const { settings = {}, mappings = {}, aliases = {} } = template;
  return canonical({
    settings: flatSettings(settings),
    mappings,
    aliases,
    parts,
    patterns: other.index_patterns,
    priority: other.priority,
    version: other.version,
    meta: other._meta,
    timestamp: timestampField(body),
  });
}
