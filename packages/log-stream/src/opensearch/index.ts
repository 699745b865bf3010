/// <reference types="node" preserve="true" />
export { type BasicAuth, type BasicCredentials, createBasicAuth } from './basic-auth.ts';
export {
  type AwsCredentials,
  connectionOptions,
  endpointProblem,
  type OpenSearch,
  type OpenSearchAuth,
  type OpenSearchEndpoint,
} from './connection.ts';
export { createIndexName, type IndexNaming, indexPatternProblem } from './index-name.ts';
export { searchable } from './searchable.ts';
export { type DashboardsEndpoint, dashboardsAt } from './setup/dashboards.ts';
export { isSetupPayload, type SavedObject, type SetupPayload } from './setup/payload.ts';
export { type SetupOptions, setUp } from './setup/set-up.ts';
export {
  type SetupAnswer,
  type SetupClient,
  type SetupRequest,
  setupClient,
} from './setup/setup-client.ts';
export { SetupError } from './setup/setup-error.ts';
export type { SetupReport } from './setup/setup-report.ts';
