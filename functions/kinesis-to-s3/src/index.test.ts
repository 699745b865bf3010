import { FakeS3, FaultyServer, kinesisEvent, kinesisRecord } from '@logdrive/log-stream/testing';
import type { Invocation } from './handler.ts';

const context: Invocation = { functionName: 'index', getRemainingTimeInMillis: () => 30_000 };
const ownVariables = { ...process.env };
const bucketKey = 'arn:aws:kms:eu-west-1:123456789012:key/bucket';
const asideKey = 'arn:aws:kms:eu-west-1:210987654321:key/aside';

const s3 = new FakeS3();
let server: FaultyServer;

beforeEach(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true); // the function's own log
  server = await FaultyServer.start(s3.answer);
});

afterEach(async () => {
  jest.restoreAllMocks();
  process.env = { ...ownVariables };
  await server.close();
});

test('each bucket gets its objects under its own key', async () => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: server.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'fake',
    AWS_SECRET_ACCESS_KEY: 'fake',
    BUCKET: 'logs',
    KMS_KEY_ARN: bucketKey,
    QUARANTINE_BUCKET: 'aside',
    QUARANTINE_KMS_KEY_ARN: asideKey,
  });
  const { handler } = await import('./index.ts');
  const event = '{"log_type":"app","time":"2026-11-21T05:06:07Z"}';
  const records = [event, 'no json'].map((data) => kinesisRecord({ data }));
  await handler(kinesisEvent(records), context);

  const keys = [...s3.objects].map(([path, { headers }]) => [
    path.split('/')[0],
    headers['x-amz-server-side-encryption-aws-kms-key-id'],
  ]);
  expect(Object.fromEntries(keys)).toEqual({ logs: bucketKey, aside: asideKey });
});
