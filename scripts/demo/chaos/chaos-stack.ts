import { join } from 'node:path';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { startHttp2Front } from '@logdrive/log-stream/testing';
import { build } from '../../build.ts';
import { step } from '../../console/progress.ts';
import { type LocalCloud, startCloud } from '../../local-cloud/cloud.ts';
import { configureFunction } from '../../local-cloud/configure-function.ts';
import { startOpenSearch } from '../../opensearch/opensearch.ts';
import type { SearchNode } from '../../opensearch/search-node.ts';
import { CLONE } from '../../paths.ts';
import { applyExample } from '../../terraform/terraform.ts';
import { withApplyProgress } from '../apply-progress.ts';
import type { CleanUp } from '../clean-up.ts';
import { type Clients, createClients } from '../clients.ts';
import { folders } from '../folders.ts';
import { archivedLogTypes, indexedLogTypes } from './chaos-logs.ts';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';

/** What can fail behind the functions' backs. */
export interface Proxies {
  opensearch: FaultyProxy;
  s3: FaultyProxy;
  kinesis: FaultyProxy;
}

/** examples/routing on a local cloud, with a proxy before each service that its functions write to. */
export interface ChaosStack {
  cloud: LocalCloud;
  cloudDir: string;
  node: SearchNode;
  proxies: Proxies;
  clients: Clients;
  outputs: Outputs;
}

/** Outputs of examples/routing. */
export interface Outputs {
  stream_name: string;
  target_stream_names: { archive: string; search: string };
  bucket: string;
  /** S3 URLs. */
  locations: { [name in FunctionRole]: { objects?: string; quarantine: string } };
  function_names: { [name in FunctionRole]: string };
}

export type FunctionRole = 'forward' | 'archive' | 'search';

/** Seconds that a function has for a batch: so few that an outage outlasts some invocations. */
const timeoutSeconds = 15;

/** Starts a local cloud and a search engine, and applies the example to them. */
export async function startChaosStack(cleanUp: CleanUp): Promise<ChaosStack> {
  const dir = folders.chaos;
  const cloudDir = join(dir, 'cloud');
  const [cloud, node] = await Promise.all([
    step('Starting the local AWS', () => startCloud({ dir: cloudDir })),
    step('Starting OpenSearch', () => startOpenSearch({ dir: join(dir, 'opensearch') })),
    step('Building the functions', () => build()),
  ]);
  cleanUp.add(() => cloud.stop());
  cleanUp.add(() => node.stop());
  const proxies = {
    opensearch: await startFaultyProxy(node.url),
    s3: await startFaultyProxy(cloud.endpoint),
    kinesis: await startFaultyProxy(cloud.endpoint),
  };
  for (const proxy of Object.values(proxies)) cleanUp.add(() => proxy.close());
  const outputs = await applyRouting(cloud, proxies.opensearch.endpoint, join(dir, 'stack'));
  const clients = createClients(cloud);
  cleanUp.add(() => clients.destroy());
  await putProxiesBefore(outputs, proxies, clients.lambda, cleanUp);
  return { cloud, cloudDir, node, proxies, clients, outputs };
}

async function applyRouting(cloud: LocalCloud, url: string, stateDir: string): Promise<Outputs> {
  const outputs = await step('Applying examples/routing with Terraform', (report) =>
    withApplyProgress(join(stateDir, 'terraform.log'), report, () =>
      applyExample({
        folder: join(CLONE, 'examples', 'routing'),
        stateDir,
        env: cloud.env,
        variables: {
          endpoint: { url, auth: 'none' },
          shards: 2,
          retention_days: 0,
          archive_log_types: archivedLogTypes,
          search_log_types: indexedLogTypes,
        },
      }),
    ),
  );
  return outputs as unknown as Outputs;
}

/** The search engine's proxy is the endpoint that Terraform was given; the SDK takes the others so. */
async function putProxiesBefore(
  { function_names: names }: Outputs,
  { s3, kinesis }: Proxies,
  lambda: LambdaClient,
  cleanUp: CleanUp,
): Promise<void> {
  // The SDK speaks HTTP/2 to Kinesis, the proxy does not.
  const front = await startHttp2Front(kinesis.endpoint);
  cleanUp.add(() => front.close());
  const more: { [role in FunctionRole]: Record<string, string> } = {
    forward: { AWS_ENDPOINT_URL_KINESIS: front.endpoint },
    archive: { AWS_ENDPOINT_URL_S3: s3.endpoint },
    search: {},
  };
  for (const role of ['forward', 'archive', 'search'] as const) {
    await configureFunction(lambda, names[role], { variables: more[role], timeoutSeconds });
  }
}
