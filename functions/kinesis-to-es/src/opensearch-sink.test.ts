import { createLog, defaultKeys } from '@logdrive/log-stream';
import { connectionOptions, createIndexName } from '@logdrive/log-stream/opensearch';
import { describeSinkContract, FakeOpenSearch, FaultyServer } from '@logdrive/log-stream/testing';
import { Client } from '@opensearch-project/opensearch';
import { opensearchSink } from './opensearch-sink.ts';

const settings = {
  indexOf: createIndexName({ pattern: 'logs-{log_type}-{yyyy}.{MM}.{dd}', timeZone: 'UTC' }),
  action: 'create' as const,
  onConflict: 'quarantine' as const,
  keys: defaultKeys,
  limits: { bytes: 5 * 1024 * 1024, count: 5000 },
  inFlight: 4,
  gzip: false,
  log: createLog(() => {}),
};

describe.each([
  ['as it is', settings],
  ['with gzip, in small bodies', { ...settings, gzip: true, limits: { bytes: 2_000, count: 7 } }],
])('%s', (name, options) => {
  describeSinkContract(`OpenSearch, a fake, ${name}`, async () => {
    const fake = new FakeOpenSearch();
    const server = await FaultyServer.start(fake.answer);
    const client = new Client(connectionOptions({ url: server.endpoint, auth: { kind: 'none' } }));
    return {
      sink: opensearchSink({ ...options, client }),
      delivered: async () => fake.lines(),
      fail: (fault, times) => server.fail(fault, times),
      heal: () => server.heal(),
      close: async () => {
        await client.close();
        await server.close();
      },
    };
  });
});
