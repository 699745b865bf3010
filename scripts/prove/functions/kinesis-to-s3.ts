import { gunzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  type QuarantineEntry,
} from '@logdrive/log-stream';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { createEncoding } from '../../../functions/kinesis-to-s3/src/compression.ts';
import { parseConfig } from '../../../functions/kinesis-to-s3/src/config.ts';
import { createHandler } from '../../../functions/kinesis-to-s3/src/handler.ts';
import { createPartitioner } from '../../../functions/kinesis-to-s3/src/partitions.ts';
import { s3Sink } from '../../../functions/kinesis-to-s3/src/s3-sink.ts';
import { Life } from '../../../packages/log-stream/src/testing/lambda-service.ts';
import { scheduledHttpHandler } from '../../../packages/log-stream/src/testing/scheduled/http-handler.ts';
import { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import { ScheduledS3 } from '../../../packages/log-stream/src/testing/scheduled/scheduled-s3.ts';
import { VirtualTime } from '../../../packages/log-stream/src/testing/virtual-time.ts';
import type { Ledger } from '../world/ledger.ts';
import type { Subject } from '../world/subject.ts';

const config = parseConfig({
  BUCKET: 'logs',
  PREFIX: 'logs',
  LOG_TYPES: '["orders","web","lambda"]',
});

/** The archive: objects in S3, put together as its index.ts does. */
export const kinesisToS3: Subject = {
  name: 'kinesis-to-s3',
  services: ['s3'],
  faults: ['conflict'],

  async prepare() {
    const time = new VirtualTime(0);
    const calls = new ScheduledCalls(time, { faults: [], outages: [] });
    const client = s3Client(new ScheduledS3('s3', () => {}), calls, new Life());
    const put = client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'warm', Body: 'up' }));
    await time.run(async () => {
      await time.sleep(0);
    });
    await Promise.race([put.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 100))]);
  },

  createWorld({ calls, ledger }) {
    const s3 = new ScheduledS3('s3', (key, body) => note(key, body, ledger));
    return {
      start: (life, write) => ({ handler: createFunction(s3Client(s3, calls, life), write) }),
      checkEnd: () => checkCopies(ledger),
    };
  },
};

function s3Client(s3: ScheduledS3, calls: ScheduledCalls, life: Life): S3Client {
  return new S3Client({
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
    maxAttempts: 1,
    requestHandler: scheduledHttpHandler(s3, calls, life, { requestTimeoutMs: 15_000 }),
  });
}

function createFunction(client: S3Client, write: (line: string) => void) {
  const log = createLog(write);
  const storeIn = (bucket: string) => s3ObjectStore(client, { bucket, ...config.objects });
  return createHandler({
    conform: createConform({
      keys: config.keys,
      timeZone: config.timeZone,
      wants: createLogTypeFilter(config.logTypes),
    }),
    sink: s3Sink({
      store: storeIn(config.bucket),
      partition: createPartitioner(config.timeZone),
      encoding: createEncoding(config.compression),
      prefix: config.prefix,
      log,
    }),
    quarantine: createQuarantine(storeIn(config.quarantine.bucket), config.quarantine.prefix, log),
    log,
  });
}

function note(key: string, body: Buffer, ledger: Ledger): void {
  const lines = gunzipSync(body).toString().trimEnd().split('\n');
  for (const line of lines) {
    if (key.startsWith(`${config.quarantine.prefix}/`)) {
      ledger.quarantine(JSON.parse(line) as QuarantineEntry);
    } else {
      ledger.arrived(line, key);
    }
  }
}

/** None twice while boundaries hold; under moved ones only in objects of other batches. */
function checkCopies(ledger: Ledger): void {
  for (const { n } of ledger.events) {
    const copies = ledger.copiesOf(n);
    const batches = new Set(copies.map(({ where }) => batchIn(where)));
    if (copies.length > ledger.batchesOf(n).size) {
      ledger.violations.push(`event #${n}# was written ${copies.length} times, no boundary moved`);
    } else if (batches.size < copies.length) {
      ledger.violations.push(`event #${n}# was written twice for one batch`);
    }
  }
}

/** First and last sequence number in an object's name. */
function batchIn(key: string): string {
  return key.split('-').slice(-3, -1).join('-');
}
