import { gunzipSync } from 'node:zlib';
import { S3Client } from '@aws-sdk/client-s3';
import { createLog } from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { describeSinkContract, FakeS3, FaultyServer } from '@logdrive/log-stream/testing';
import { createEncoding } from './compression.ts';
import { createPartitioner } from './partitions.ts';
import { s3Sink } from './s3-sink.ts';

describeSinkContract('S3, a fake', async () => {
  const s3 = new FakeS3();
  const server = await FaultyServer.start(s3.answer);
  const client = new S3Client({
    endpoint: server.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 1,
  });
  return {
    sink: s3Sink({
      store: s3ObjectStore(client, { bucket: 'logs' }),
      partition: createPartitioner('UTC'),
      encoding: createEncoding({ kind: 'gzip', level: 6 }),
      prefix: 'archive',
      log: createLog(() => {}),
    }),
    delivered: async () =>
      [...s3.objects.values()].flatMap(({ body }) =>
        gunzipSync(body).toString().trimEnd().split('\n'),
      ),
    fail: (fault, times) => server.fail(fault, times),
    heal: () => server.heal(),
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
});
