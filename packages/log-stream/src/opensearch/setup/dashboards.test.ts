import { Client } from '@opensearch-project/opensearch';
import { FakeSearchSetup } from '../../testing/fake-search-setup.ts';
import { FaultyServer } from '../../testing/faulty-server.ts';
import { createBasicAuth } from '../basic-auth.ts';
import { connectionOptions, type OpenSearchEndpoint } from '../connection.ts';
import { dashboardsAt } from './dashboards.ts';
import { setUp } from './set-up.ts';
import { setupClient } from './setup-client.ts';

let fake: FakeSearchSetup;
let server: FaultyServer;
let endpoint: OpenSearchEndpoint;

const user = { username: 'admin', password: 'geheim' };

beforeEach(async () => {
  fake = new FakeSearchSetup();
  server = await FaultyServer.start(fake.answer);
  const basicAuth = createBasicAuth(async () => user);
  endpoint = { url: server.endpoint, auth: { kind: 'basic', basicAuth } };
});

afterEach(() => server.close());

const clientFor = (at: OpenSearchEndpoint) => setupClient(new Client(connectionOptions(at)));
const payload = {
  logdrive: 'setup',
  component_templates: { common: { template: {} } },
  saved_objects: {
    all: [
      { type: 'index-pattern', id: 'logs-all', attributes: { title: 'logs-*' }, references: [] },
    ],
  },
};
const run = (dashboardsUrl?: string) =>
  setUp(clientFor(endpoint), payload, {
    dashboards: dashboardsAt({ ...endpoint, dashboardsUrl }, clientFor),
  });
const both = ['component template common', 'index-pattern logs-all'];
const skippedFor = (why: string) => [
  { what: '1 saved objects', why: expect.stringContaining(why) },
];

test('where Dashboards takes no password with a request, it is asked in a session', async () => {
  fake.sessionFor = user;
  expect(await run()).toEqual({ changed: both, unchanged: [], skipped: [] });
  expect(await run()).toEqual({ changed: [], unchanged: both, skipped: [] });
});

test('a page to log in by, in place of an answer, is understood as well', async () => {
  fake.sessionFor = user;
  fake.withoutSession = { status: 200, body: '<html>Please log in</html>' };
  expect((await run()).changed).toEqual(both);
});

test('a password that Dashboards does not take costs the saved objects alone', async () => {
  fake.sessionFor = { ...user, password: 'another' };
  const { changed, skipped } = await run();
  expect(changed).toEqual(both.slice(0, 1));
  expect(skipped).toEqual(skippedFor('OpenSearch Dashboards answered 401: Unauthorized: let this'));
});

test.each([
  [401, 'OpenSearch Dashboards answered 401: on purpose: let this role or user write'],
  [403, 'OpenSearch Dashboards answered 403: on purpose: let this role or user write'],
  [302, 'OpenSearch Dashboards answered with a page, most likely the one to log in by'],
  [404, 'no OpenSearch Dashboards behind this endpoint (OpenSearch 2.19.1; it answered 404)'],
  [503, 'OpenSearch Dashboards answered 503: on purpose; import them by hand'],
])('%i from Dashboards skips the saved objects and says why', async (status, why) => {
  fake.dashboardsRefuse = status;
  const { changed, skipped } = await run();
  expect(changed).toEqual(both.slice(0, 1));
  expect(skipped).toEqual(skippedFor(why));
});

test('a Dashboards that cannot be reached is skipped as well', async () => {
  const gone = await FaultyServer.start(fake.answer);
  const url = gone.endpoint;
  await gone.close();
  const { changed, skipped } = await run(url);
  expect(changed).toEqual(both.slice(0, 1));
  expect(skipped).toEqual(skippedFor('ECONNREFUSED'));
});
