import {
  connectionOptions,
  type OpenSearchEndpoint,
  type SetupClient,
  setupClient,
} from '@logdrive/log-stream/opensearch';
import { Client } from '@opensearch-project/opensearch';

/** A client for setting up. */
export function clientFor(endpoint: OpenSearchEndpoint): SetupClient {
  return setupClient(new Client(connectionOptions(endpoint)));
}
