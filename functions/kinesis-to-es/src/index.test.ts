import {
  type Answer,
  FakeSearchSetup,
  FaultyServer,
  kinesisEvent,
  kinesisRecord,
  type Received,
} from '@logdrive/log-stream/testing';
import type { Invocation } from './handler.ts';

/** The function as Lambda loads it. */
type Handler = (event: object, context: Invocation) => Promise<unknown>;

const key = 'arn:aws:kms:eu-west-1:123456789012:key/bucket';
const user = { username: 'admin', password: 'geheim' };
const context: Invocation = { functionName: 'index', getRemainingTimeInMillis: () => 30_000 };
const ownVariables = { ...process.env };

let engine: FaultyServer;
let aws: FaultyServer;
let fake: FakeSearchSetup;
let puts: Received[];

beforeEach(async () => {
  fake = new FakeSearchSetup();
  puts = [];
  jest.spyOn(process.stdout, 'write').mockReturnValue(true); // the function's own log
  engine = await FaultyServer.start(fake.answer);
  aws = await FaultyServer.start(answerOfAws);
});

afterEach(async () => {
  jest.restoreAllMocks();
  process.env = { ...ownVariables };
  await Promise.all([engine.close(), aws.close()]);
});

async function answerOfAws(request: Received): Promise<Answer> {
  if (request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue') {
    return { status: 200, body: JSON.stringify({ SecretString: JSON.stringify(user) }) };
  }
  puts.push(request);
  return { status: 200 };
}

async function coldStart(variables: Record<string, string>): Promise<Handler> {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'fake',
    AWS_SECRET_ACCESS_KEY: 'fake',
    ENDPOINT: engine.endpoint,
    QUARANTINE_BUCKET: 'aside',
    ...variables,
  });
  let handler: unknown;
  await jest.isolateModulesAsync(async () => {
    ({ handler } = await import('./index.ts'));
  });
  return handler as Handler;
}

test("the quarantine is encrypted with the bucket's customer key", async () => {
  const handler = await coldStart({ AUTH: 'none', KMS_KEY_ARN: key });
  await handler(kinesisEvent([kinesisRecord({ data: 'no json' })]), context);
  expect(puts.map(({ headers }) => headers)).toEqual([
    expect.objectContaining({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': key,
    }),
  ]);
});

const setup = {
  logdrive: 'setup',
  component_templates: { common: { template: {} } },
  policies: { lifecycle: { policy: { default_state: 'a', states: [{ name: 'a' }] } } },
  saved_objects: { all: [{ type: 'search', id: 'logs', attributes: {}, references: [] }] },
};

test('a domain that lets the function in late, and in Dashboards by a login, is set up', async () => {
  fake.sessionFor = user;
  engine.fail('denied', 1);
  const handler = await coldStart({ AUTH: 'basic', SECRET_ARN: 'arn:secret' });
  expect(await handler({ ...setup, policies: {} }, context)).toEqual({
    changed: ['component template common', 'search logs'],
    unchanged: [],
    skipped: [],
  });
});

test('a collection is not asked for what it has not', async () => {
  const handler = await coldStart({ SIGV4_SERVICE: 'aoss' });
  expect(await handler(setup, context)).toMatchObject({
    changed: ['component template common'],
    skipped: [{ what: 'policy lifecycle' }, { what: '1 saved objects' }],
  });
});
