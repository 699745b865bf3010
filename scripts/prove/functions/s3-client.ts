import { gunzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { QuarantineEntry } from '@logdrive/log-stream';
import { Life } from '../../../packages/log-stream/src/testing/lambda-service.ts';
import { scheduledHttpHandler } from '../../../packages/log-stream/src/testing/scheduled/http-handler.ts';
import { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import { ScheduledS3 } from '../../../packages/log-stream/src/testing/scheduled/scheduled-s3.ts';
import { VirtualTime } from '../../../packages/log-stream/src/testing/virtual-time.ts';

/** What every client here is made with. */
export const clientBasics = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
};

/** The real client before a scheduled S3, with the timeouts of the functions' own. */
export function scheduledS3Client(s3: ScheduledS3, calls: ScheduledCalls, life: Life): S3Client {
  return new S3Client({
    ...clientBasics,
    forcePathStyle: true,
    requestHandler: scheduledHttpHandler(s3, calls, life, { requestTimeoutMs: 15_000 }),
  });
}

/** A bucket for the quarantine alone. */
export function quarantineS3(onEntry: (entry: QuarantineEntry) => void): ScheduledS3 {
  return new ScheduledS3('s3', (_, body) => {
    for (const line of linesOf(body)) onEntry(JSON.parse(line) as QuarantineEntry);
  });
}

export function linesOf(body: Buffer): string[] {
  return gunzipSync(body).toString().trimEnd().split('\n');
}

/** The SDK reads the machine's settings for the first call of a process: from files, in real time. */
export function prepareS3(): Promise<void> {
  prepared ??= makeFirstCall();
  return prepared;
}

let prepared: Promise<void> | undefined;

async function makeFirstCall(): Promise<void> {
  const time = new VirtualTime(0);
  const calls = new ScheduledCalls(time, { faults: [], outages: [] });
  const client = scheduledS3Client(new ScheduledS3('s3', () => {}), calls, new Life());
  const put = client.send(new PutObjectCommand({ Bucket: 'logs', Key: 'warm', Body: 'up' }));
  // Its answer waits for virtual time, which nobody drives; by then all has been read.
  await Promise.race([put.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 200))]);
}
