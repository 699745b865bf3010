import type { S3Client } from '@aws-sdk/client-s3';
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
import { ScheduledS3 } from '../../../packages/log-stream/src/testing/scheduled/scheduled-s3.ts';
import type { Ledger } from '../world/ledger.ts';
import type { Subject } from '../world/subject.ts';
import { linesOf, prepareS3, scheduledS3Client } from './s3-client.ts';

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

  prepare: prepareS3,

  createWorld({ calls, ledger }) {
    const s3 = new ScheduledS3('s3', (key, body) => note(key, body, ledger));
    return {
      start: (life, write) => ({
        handler: createFunction(scheduledS3Client(s3, calls, life), write),
      }),
      wholeBatch: true,
      checkEnd: () => checkCopies(ledger),
    };
  },
};

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
  for (const line of linesOf(body)) {
    if (key.startsWith(`${config.quarantine.prefix}/`)) {
      ledger.quarantine(JSON.parse(line) as QuarantineEntry);
    } else {
      ledger.arrived(line, key);
      checkPlace(line, key, ledger);
    }
  }
}

/** An event stands under its own log type, and under the hour of its own time where it has one. */
function checkPlace(line: string, key: string, ledger: Ledger): void {
  const { log_type, time } = JSON.parse(line) as { log_type: string; time: string };
  const place = `log_type=${log_type}/date=${time.slice(0, 10)}/hour=${time.slice(11, 13)}/`;
  if (!key.includes(place)) ledger.violations.push(`an event of ${place} is in ${key}`);
}

/** None twice while boundaries hold; under moved ones only in objects of other batches. */
function checkCopies(ledger: Ledger): void {
  for (const { n, line } of ledger.events) {
    const copies = ledger.copiesOf(n);
    if (line !== undefined && copies.some((copy) => copy.line !== line)) {
      ledger.violations.push(`event #${n}# was not written as it came`);
    }
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
