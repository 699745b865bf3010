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
