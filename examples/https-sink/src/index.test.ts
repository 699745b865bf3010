import { gunzipSync } from 'node:zlib';
import { requestTimes } from '@logdrive/log-stream';
import { FakeS3, FaultyServer, kinesisEvent, kinesisRecord } from '@logdrive/log-stream/testing';
import type { Context } from 'aws-lambda';

const before = { ...process.env };
const s3 = new FakeS3();
let storage: FaultyServer;
let endpoint: FaultyServer;
const taken: string[] = [];

beforeAll(async () => {
  storage = await FaultyServer.start(s3.answer);
  endpoint = await FaultyServer.start(async ({ body }) => {
    taken.push(body.toString());
    return { status: 200 };
  });
  Object.assign(process.env, {
    ...{ ENDPOINT: endpoint.endpoint, TOKEN: 'token', QUARANTINE_BUCKET: 'aside' },
    ...{ AWS_ENDPOINT_URL_S3: storage.endpoint, AWS_REGION: 'eu-west-1' },
    ...{ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
  });
});
afterAll(async () => {
  process.env = before;
  jest.restoreAllMocks();
  await Promise.all([storage.close(), endpoint.close()]);
});

test('a bucket that does not answer costs one request, and not the batch', async () => {
  jest.replaceProperty(requestTimes as { requestTimeout: number }, 'requestTimeout', 200);
  const printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  const { handler } = await import('./index.ts');
  storage.fail('hang', 1);
  const data = ['{"log_type":"app","time":"2026-11-21T05:06:07Z"}', 'no json'];
  const end = Date.now() + 8_000;
  const context = { functionName: 'https', getRemainingTimeInMillis: () => end - Date.now() };
  const event = kinesisEvent(data.map((each) => kinesisRecord({ data: each })));
  expect(await handler(event, context as Context)).toEqual({ batchItemFailures: [] });
  expect(printed.mock.calls.map(([line]) => JSON.parse(String(line)))).toMatchObject([
    { EventsReceived: 2, EventsDelivered: 1, EventsQuarantined: 1, EventsRetried: 0 },
  ]);
  expect(taken).toEqual([expect.stringContaining('"log_type":"app"')]);
  const [object] = [...s3.objects.values()].map(({ body }) => gunzipSync(body).toString());
  expect(object).toContain('"reason":"not_json"');
}, 15_000);
