import type { DashboardsEndpoint } from './dashboards.ts';
import { engineAt, serverlessCollection } from './engine.ts';
import { patientClient } from './patient-client.ts';
import { parseSetupPayload, type SetupPayload } from './payload.ts';
import { putPolicies } from './policies.ts';
import { importSavedObjects } from './saved-objects.ts';
import type { SetupClient } from './setup-client.ts';
import { emptyReport, type SetupReport } from './setup-report.ts';
import { componentTemplates, indexTemplates, putTemplates } from './templates.ts';

export interface SetupOptions {
  /** Where OpenSearch Dashboards is. By default behind the engine's own endpoint, as on Amazon's domains. */
  dashboards?: DashboardsEndpoint;
  /** Whether to say what would change and change nothing. */
  dryRun?: boolean;
  /** Whether it is a serverless collection, which has no policies, and takes no saved objects this way. */
  serverless?: boolean;
  /** Milliseconds in which the engine is asked again after a 401 or 403. Default 0. */
  patienceMs?: number;
}

/**
 * Puts templates, lifecycle policies and saved objects in place, in the order in which they build on
 * each other. Only what is not as it shall be is written, so that it may be run at any time; what an
 * endpoint does not have is skipped and said, and so are saved objects that cannot be imported, for
 * whatever reason: events can be indexed without them. Nothing is ever deleted.
 *
 * @param payload see `SetupPayload`; it is checked before anything is sent
 * @throws SetupError when the payload is wrong, or a template or policy is refused; what came before is
 *   in place. What the client throws when the engine gives no answer.
 */
export async function setUp(
  client: SetupClient,
  payload: unknown,
  options: SetupOptions = {},
): Promise<SetupReport> {
  const wanted = parseSetupPayload(payload);
  const { dashboards = { client, basePath: '/_dashboards' }, dryRun = false } = options;
  const { serverless = false, patienceMs = 0 } = options;
  const report = emptyReport();
  const patient = patientClient(client, { forMs: patienceMs });
  const engine = serverless ? serverlessCollection : await engineAt(patient);
  const context = { client: patient, engine, report, dryRun };
  // An index template names the component templates that it is made of.
  await putTemplates(componentTemplates, wanted.component_templates ?? {}, context);
  await putTemplates(indexTemplates, wanted.index_templates ?? {}, context);
  if (serverless) {
    report.skipped.push(...notServerless(wanted));
    return report;
  }
  await putPolicies(wanted.policies ?? {}, context);
  // In one import: objects refer to each other across files.
  await importSavedObjects(Object.values(wanted.saved_objects ?? {}).flat(), dashboards, context);
  return report;
}

function notServerless({ policies = {}, saved_objects: objects = {} }: SetupPayload) {
  const count = Object.values(objects).flat().length;
  return [
    ...Object.keys(policies).map((name) => ({
      what: `policy ${name}`,
      why: 'a serverless collection has none: give it a data lifecycle policy of its own',
    })),
    ...(count === 0
      ? []
      : [
          {
            what: `${count} saved objects`,
            why: "import them by hand in the collection's Dashboards",
          },
        ]),
  ];
}
