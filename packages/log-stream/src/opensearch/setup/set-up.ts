import { engineAt } from './engine.ts';
import { parseSetupPayload } from './payload.ts';
import { putPolicies } from './policies.ts';
import { type DashboardsEndpoint, importSavedObjects } from './saved-objects.ts';
import type { SetupClient } from './setup-client.ts';
import { emptyReport, type SetupReport } from './setup-report.ts';
import { componentTemplates, indexTemplates, putTemplates } from './templates.ts';

export interface SetupOptions {
  /** Where OpenSearch Dashboards is. By default behind the engine's own endpoint, as on Amazon's domains. */
  dashboards?: DashboardsEndpoint;
  /** Whether to say what would change and change nothing. */
  dryRun?: boolean;
}

/**
 * Puts templates, lifecycle policies and saved objects in place, in the order in which they build on
 * each other. Only what is not as it shall be is written, so that it may be run at any time; what an
 * endpoint does not have is skipped and said. Nothing is ever deleted.
 *
 * @param payload see `SetupPayload`; it is checked before anything is sent
 * @throws SetupError when the payload is wrong, or something is refused; what came before is in place.
 *   What the client throws when there is no answer.
 */
export async function setUp(
  client: SetupClient,
  payload: unknown,
  options: SetupOptions = {},
): Promise<SetupReport> {
  const wanted = parseSetupPayload(payload);
  const { dashboards = { client, basePath: '/_dashboards' }, dryRun = false } = options;
  const report = emptyReport();
  const context = { client, engine: await engineAt(client), report, dryRun };
  // An index template names the component templates that it is made of.
  await putTemplates(componentTemplates, wanted.component_templates ?? {}, context);
  await putTemplates(indexTemplates, wanted.index_templates ?? {}, context);
  await putPolicies(wanted.policies ?? {}, context);
  // In one import: objects refer to each other across files.
  await importSavedObjects(Object.values(wanted.saved_objects ?? {}).flat(), dashboards, context);
  return report;
}
