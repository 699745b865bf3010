import { KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Answer, FaultyServer, startHttp2Front } from '@logdrive/log-stream/testing';
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts';
import { HeldAnswers, isBulk, slowDown, throttledStream } from './troubles.ts';

let service: FaultyServer;
let proxy: FaultyProxy;
let received: string[];
let answer: (body: string) => Answer;

beforeEach(async () => {
  received = [];
  answer = () => ({ status: 200, body: 'done' });
  service = await FaultyServer.start(async ({ method, url, body }) => {
    received.push(`${method} ${url} ${body}`);
    return answer(String(body));
  });
  proxy = await startFaultyProxy(service.endpoint);
});

afterEach(async () => {
  await proxy.close();
  await service.close();
});

const connection = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

test('without trouble it passes on what it gets', async () => {
  answer = () => ({ status: 412, headers: { 'x-why': 'there' }, body: 'no' });
  const response = await fetch(`${proxy.endpoint}/a?b=1`, { method: 'PUT', body: 'text' });
  expect(received).toEqual(['PUT /a?b=1 text']);
  expect([response.status, response.headers.get('x-why')]).toEqual([412, 'there']);
  expect(await response.text()).toBe('no');
});

test('a service that is gone cuts the connection', async () => {
  await service.close();
  await expect(fetch(proxy.endpoint)).rejects.toThrow('fetch failed');
});

test('S3 that asks for fewer requests does nothing, until it is mended', async () => {
  const s3 = new S3Client({ ...connection, endpoint: proxy.endpoint, forcePathStyle: true });
  const put = () => s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'text' }));
  proxy.set(slowDown);
  await expect(put()).rejects.toMatchObject({ name: 'SlowDown' });
  expect(received).toEqual([]);
  proxy.set();
  await put();
  expect(received).toEqual([expect.stringMatching(/^PUT \/b\/k\?\S* text$/)]);
  s3.destroy();
});

test('a throttled stream takes some records of a call, and answers for each', async () => {
  answer = (body) => {
    const { Records } = JSON.parse(body) as { Records: { PartitionKey: string }[] };
    const taken = Records.map(({ PartitionKey: key }) => ({ SequenceNumber: key, ShardId: 's' }));
    return { status: 200, body: JSON.stringify({ FailedRecordCount: 0, Records: taken }) };
  };
  const front = await startHttp2Front(proxy.endpoint);
  const kinesis = new KinesisClient({ ...connection, endpoint: front.endpoint });
  proxy.set(throttledStream('busy', 3));
  const put = (stream: string) =>
    kinesis.send(
      new PutRecordsCommand({
        StreamARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`,
        Records: ['0', '1', '2', '3', '4'].map((key) => ({
          PartitionKey: key,
          Data: Buffer.from('x'),
        })),
      }),
    );
  const busy = await put('busy');
  expect(busy.FailedRecordCount).toBe(3);
  expect(busy.Records?.map((each) => each.SequenceNumber ?? each.ErrorCode)).toEqual([
    '0',
    ...Array(2).fill('ProvisionedThroughputExceededException'),
    '3',
    'ProvisionedThroughputExceededException',
  ]);
  expect((await put('idle')).FailedRecordCount).toBe(0);
  kinesis.destroy();
  await front.close();
});

test('an answer that is held has had its effect', async () => {
  const held = new HeldAnswers();
  proxy.set(held.trouble(isBulk));
  await fetch(`${proxy.endpoint}/_search`);
  const bulk = fetch(`${proxy.endpoint}/_bulk?x`, { method: 'POST' });
  await held.first;
  expect(received).toEqual(['GET /_search ', 'POST /_bulk?x ']);
  const quick = await Promise.race([bulk, new Promise((resolve) => setTimeout(resolve, 50, 'no'))]);
  expect(quick).toBe('no');
  held.release();
  expect(await (await bulk).text()).toBe('done');
});
