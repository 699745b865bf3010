import type { S3Client } from '@aws-sdk/client-s3';
import {
  createConform,
  createLog,
  createLogTypeFilter,
  createQuarantine,
  type QuarantineEntry,
} from '@logdrive/log-stream';
import { connectionOptions, createIndexName } from '@logdrive/log-stream/opensearch';
import { s3ObjectStore } from '@logdrive/log-stream/s3';
import { Client } from '@opensearch-project/opensearch';
import { parseConfig } from '../../../functions/kinesis-to-es/src/config.ts';
import { createHandler } from '../../../functions/kinesis-to-es/src/handler.ts';
import { opensearchSink } from '../../../functions/kinesis-to-es/src/opensearch-sink.ts';
import type { BulkDocument } from '../../../packages/log-stream/src/testing/fake-opensearch.ts';
import type { Life } from '../../../packages/log-stream/src/testing/lambda-service.ts';
import type { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import { ScheduledOpenSearch } from '../../../packages/log-stream/src/testing/scheduled/scheduled-opensearch.ts';
import { marksIn } from '../world/entered-event.ts';
import type { Ledger } from '../world/ledger.ts';
import type { Subject } from '../world/subject.ts';
import { prepareS3, quarantineS3, scheduledS3Client } from './s3-client.ts';

type Config = ReturnType<typeof parseConfig>;

/** Settings by the bits of a schedule's variant. */
function configOf(variant: number): Config {
  return parseConfig({
    ENDPOINT: 'http://127.0.0.1:9200',
    AUTH: 'none',
    QUARANTINE_BUCKET: 'quarantine',
    LOG_TYPES: '["orders","web","lambda"]',
    BULK_COUNT: variant & 1 ? '2' : '5000',
    ON_CONFLICT: variant & 2 ? 'keep_as_text' : 'quarantine',
    ACTION: variant & 4 ? 'index' : 'create',
  });
}

/** Documents in a search engine, put together as its index.ts does. */
export const kinesisToEs: Subject = {
  name: 'kinesis-to-es',
  services: ['opensearch', 's3'],
  faults: ['partial', 'partial', 'conflict'],
  prepare: prepareS3,

  createWorld({ calls, ledger, schedule }) {
    const config = configOf(schedule.variant);
    const quarantine = quarantineS3((entry: QuarantineEntry) => ledger.quarantine(entry));
    const engine = new ScheduledOpenSearch({
      refuses: ({ source }) => isUnfit(source.toString()),
      onDocument: (document) => note(document, ledger),
      ...(schedule.variant === 7 && { mostBytes: 900 }),
    });
    return {
      start: (life, write) => {
        const s3 = scheduledS3Client(quarantine, calls, life);
        return { handler: createFunction(config, { engine, calls, life, s3, write }) };
      },
      mayBeRefused: ({ n }) => schedule.variant === 7 || isRefused(n),
      checkEnd: () => checkOnce(ledger),
    };
  },
};

/** Some documents do not fit the index; kept as text they do. */
function isUnfit(source: string): boolean {
  return source.includes('"note":"#') && marksIn(source).some(isRefused);
}

function isRefused(n: number): boolean {
  return n % 7 === 3;
}

function note({ index, id, source }: BulkDocument, ledger: Ledger): void {
  const line = source.toString();
  const where = `${index}/${id}`;
  const [n = 0] = marksIn(line);
  // Written anew under the same id it is the same document.
  if (ledger.copiesOf(n).some((copy) => copy.where === where)) return;
  ledger.arrived(line, where, line.includes('"indexing_error"'));
}

function checkOnce(ledger: Ledger): void {
  for (const { n } of ledger.events) {
    const copies = ledger.copiesOf(n);
    if (copies.length < 2) continue;
    const places = copies.map(({ where }) => where).join(', ');
    ledger.violations.push(`event #${n}# is more than one document: ${places}`);
  }
}

interface Outside {
  engine: ScheduledOpenSearch;
  calls: ScheduledCalls;
  life: Life;
  s3: S3Client;
  write: (line: string) => void;
}

function createFunction(config: Config, { engine, calls, life, s3, write }: Outside) {
  const log = createLog(write);
  const client = new Client({
    ...connectionOptions({ url: config.endpoint, auth: { kind: 'none' } }),
    Connection: engine.connectionFor(calls, life),
  });
  return createHandler({
    conform: createConform({
      keys: config.keys,
      timeZone: config.timeZone,
      wants: createLogTypeFilter(config.logTypes),
    }),
    sink: opensearchSink({
      client,
      indexOf: createIndexName({
        pattern: config.index,
        timeZone: config.timeZone,
        dataStream: config.dataStream,
      }),
      action: config.action,
      onConflict: config.onConflict,
      keys: config.keys,
      limits: config.limits,
      inFlight: config.inFlight,
      gzip: config.gzip,
      log,
    }),
    quarantine: createQuarantine(
      s3ObjectStore(s3, { bucket: config.quarantine.bucket }),
      config.quarantine.prefix,
      log,
    ),
    log,
    setUp: async () => {
      throw new Error('nothing is set up here');
    },
  });
}
