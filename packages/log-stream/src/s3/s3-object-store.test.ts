import { S3Client } from '@aws-sdk/client-s3';
import { deadlineIn } from '../testing/deadline-in.ts';
import { FakeS3 } from '../testing/fake-s3.ts';
import { type Fault, FaultyServer } from '../testing/faulty-server.ts';
import { s3ObjectStore } from './s3-object-store.ts';

const s3 = new FakeS3();
let server: FaultyServer;
let client: S3Client;

beforeAll(async () => {
  server = await FaultyServer.start(s3.answer);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const { endpoint } = server;
  client = new S3Client({
    endpoint,
    region: 'eu-west-1',
    credentials,
    forcePathStyle: true,
    maxAttempts: 1,
  });
});
afterEach(() => {
  server.heal();
  s3.objects.clear();
});
afterAll(() => server.close());

const object = {
  key: 'a/b=c/d.ndjson',
  body: Buffer.from('{}\n'),
  contentType: 'application/x-ndjson',
};
test('writes once; the second time the object is already there', async () => {
  const store = s3ObjectStore(client, { bucket: 'logs' });
  expect(await store.putOnce(object, deadlineIn(5_000))).toBe('written');
  const other = { ...object, body: Buffer.from('other') };
  expect(await store.putOnce(other, deadlineIn(5_000))).toBe('already_there');
  expect(s3.objects.get('logs/a/b=c/d.ndjson')?.body.toString()).toBe('{}\n');
});

test('a hidden answer is found out by the retry', async () => {
  server.fail('hidden', 1);
  const store = s3ObjectStore(client, { bucket: 'logs' });
  expect(await store.putOnce(object, deadlineIn(5_000))).toBe('already_there');
  expect(s3.objects.size).toBe(1);
});

test('passes key, ACL and tags on', async () => {
  const store = s3ObjectStore(client, {
    bucket: 'logs',
    kmsKeyArn: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    bucketOwnerFullControl: true,
    tags: { team: 'core & co' },
  });
  await store.putOnce(object, deadlineIn(5_000));
  expect(s3.objects.get('logs/a/b=c/d.ndjson')?.headers).toMatchObject({
    'if-none-match': '*',
    'content-type': 'application/x-ndjson',
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:eu-west-1:123456789012:key/1',
    'x-amz-acl': 'bucket-owner-full-control',
    'x-amz-tagging': 'team=core+%26+co',
  });
});

test.each<[Fault, string]>([
  ['denied', 'AccessDenied'],
  ['slow_down', 'SlowDown'],
])('%s that lasts ends in its error', async (fault, name) => {
  server.fail(fault, Number.POSITIVE_INFINITY);
  const store = s3ObjectStore(client, { bucket: 'logs' });
  await expect(store.putOnce(object, deadlineIn(400))).rejects.toMatchObject({ name });
});
