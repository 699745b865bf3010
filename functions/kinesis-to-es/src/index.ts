import { S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  onceReady,
  requestTimes,
  schemaCheckOfLayer,
} from '@logdrive/log-stream';
import {
  connectionOptions,
  createBasicAuth,
  createIndexName,
  dashboardsAt,
  type OpenSearchAuth,
  type OpenSearchEndpoint,
  searchable,
  setUp,
  setupClient,
} from '@logdrive/log-stream/opensearch';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { Client } from '@opensearch-project/opensearch';
import { type AuthSettings, parseConfig } from './config.ts';
import { createHandler } from './handler.ts';
import { opensearchSink } from './opensearch-sink.ts';
import { parseSecret } from './secret.ts';

const config = parseConfig(process.env);
const log = createLog((line) => process.stdout.write(`${line}\n`));
const s3 = new S3Client({
  maxAttempts: 1, // the deadline bounds the retries, not a count
  // Without the last of these a request that gets no answer is only warned of, and waited for.
  requestHandler: requestTimes,
});

function authOf(settings: AuthSettings): OpenSearchAuth {
  switch (settings.kind) {
    case 'none':
      return settings;
    case 'sigv4':
      return { ...settings, credentials: () => s3.config.credentials() };
    case 'basic': {
      const secrets = new SecretsManagerClient({ maxAttempts: 2 });
      const command = new GetSecretValueCommand({ SecretId: settings.secretArn });
      const read = async () => parseSecret((await secrets.send(command)).SecretString);
      return { kind: 'basic', basicAuth: createBasicAuth(read) };
    }
  }
}

const endpoint: OpenSearchEndpoint = {
  url: config.endpoint,
  auth: authOf(config.auth),
  ca: config.ca,
  connections: config.inFlight,
};
const clientFor = (at: OpenSearchEndpoint) => new Client(connectionOptions(at));
const client = clientFor(endpoint);

const create = async () =>
  createHandler({
    conform: searchable(
      createConform({
        keys: config.keys,
        timeZone: config.timeZone,
        wants: createLogTypeFilter(config.logTypes),
        check: await schemaCheckOfLayer(config.jsonSchemas),
      }),
      config.keys,
    ),
    sink: opensearchSink({
      client,
      indexOf: createIndexName({
        pattern: config.index,
        timeZone: config.timeZone,
        dataStream: config.dataStream,
      }),
      action: config.action,
      onConflict: config.onConflict,
      keys: config.keys,
      limits: config.limits,
      inFlight: config.inFlight,
      gzip: config.gzip,
      log,
    }),
    quarantine: createQuarantine(
      s3ObjectStore(s3, config.quarantine),
      config.quarantine.prefix,
      log,
    ),
    log,
    setUp: (payload, patienceMs) =>
      setUp(setupClient(client), payload, {
        dashboards: dashboardsAt(endpoint, (at) => setupClient(clientFor(at))),
        serverless: config.auth.kind === 'sigv4' && config.auth.service === 'aoss',
        patienceMs,
      }),
  });

export const handler = onceReady(create());
