import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  S3Client,
} from '@aws-sdk/client-s3';
import { createLog } from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import {
  type Answer,
  describeSinkContract,
  FaultyServer,
  type Received,
} from '@logdrive/log-stream/testing';
import { type LocalCloud, startCloud } from '../../../scripts/local-cloud/cloud.ts';
import { ensureFolder, LOCAL } from '../../../scripts/paths.ts';
import { createEncoding } from './compression.ts';
import { createPartitioner } from './partitions.ts';
import { s3Sink } from './s3-sink.ts';

let dir: string;
let cloud: LocalCloud;
let buckets = 0;

beforeAll(async () => {
  dir = mkdtempSync(join(ensureFolder(LOCAL), 's3-sink-'));
  cloud = await startCloud({ dir });
}, 120_000);
afterAll(async () => {
  await cloud.stop();
  rmSync(dir, { recursive: true });
});

/** A client of the local AWS, or of what stands before it. */
function clientOf(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 1,
  });
}

async function passOn({ method, url, headers, body }: Received): Promise<Answer> {
  const { connection, 'content-length': length, expect, host, ...kept } = headers;
  const request = { method, headers: kept as Record<string, string>, body: new Uint8Array(body) };
  const response = await fetch(`${cloud.endpoint}${url}`, request);
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}

async function linesIn(client: S3Client, bucket: string): Promise<string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  const lines: string[] = [];
  for (const { Key } of Contents) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
    lines.push(...gunzipSync(body).toString().trimEnd().split('\n'));
  }
  return lines;
}

describeSinkContract('S3 of the local AWS, through a faulty connection', async () => {
  buckets += 1;
  const bucket = `contract-${buckets}`;
  const direct = clientOf(cloud.endpoint);
  await direct.send(new CreateBucketCommand({ Bucket: bucket }));
  const proxy = await FaultyServer.start(passOn);
  const client = clientOf(proxy.endpoint);
  return {
    sink: s3Sink({
      store: s3ObjectStore(client, { bucket }),
      partition: createPartitioner('UTC'),
      encoding: createEncoding({ kind: 'gzip', level: 6 }),
      prefix: 'archive',
      log: createLog(() => {}),
    }),
    delivered: () => linesIn(direct, bucket),
    fail: (fault, times) => proxy.fail(fault, times),
    heal: () => proxy.heal(),
    close: async () => {
      client.destroy();
      direct.destroy();
      await proxy.close();
    },
  };
});
