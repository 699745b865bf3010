import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import {
  createConform,
  createLog,
  createQuarantine,
  defaultKeys,
  type ObjectStore,
} from '@logdrive/log-stream';
import type { KinesisStreamEvent } from 'aws-lambda';
import { createEncoding } from '../../../functions/kinesis-to-s3/src/compression.ts';
import { createHandler } from '../../../functions/kinesis-to-s3/src/handler.ts';
import { createPartitioner } from '../../../functions/kinesis-to-s3/src/partitions.ts';
import { s3Sink } from '../../../functions/kinesis-to-s3/src/s3-sink.ts';
import { CLONE } from '../../paths.ts';

const page = readFileSync(join(CLONE, 'docs', 'one-record.md'), 'utf8');
const blocks = [...page.matchAll(/^```json\n(.*?)^```$/gms)].map(([, text = '']) => text.trim());
const [handedOver = '', line, answer, logLine = '', failure, refused = '', kept] = blocks;

/** Runs the function on an event: what it answers, logs, and writes, by key. */
async function run(event: KinesisStreamEvent, storeWorks = true) {
  const written: Record<string, string> = {};
  const logged: Record<string, unknown>[] = [];
  const store: ObjectStore = {
    async putOnce({ key, body }) {
      if (!storeWorks) throw new Error('S3 is down');
      written[key] = gunzipSync(body).toString();
      return 'written';
    },
  };
  const log = createLog((text) => logged.push(JSON.parse(text)));
  const handler = createHandler({
    conform: createConform({ keys: defaultKeys, timeZone: 'UTC', wants: () => true }),
    sink: s3Sink({
      store,
      partition: createPartitioner('UTC'),
      encoding: createEncoding({ kind: 'gzip', level: 6 }),
      prefix: 'logs',
      log,
    }),
    quarantine: createQuarantine(store, 'quarantine', log),
    log,
  });
  const context = { functionName: 'shop', getRemainingTimeInMillis: () => 30_000 };
  return { answer: await handler(event, context), written, logged };
}

function keyOnPage(prefix: string): string {
  return new RegExp(`^${prefix}/\\S+\\.gz$`, 'm').exec(page)?.[0] ?? '';
}

test('the record gets the key, the line and the log line of the page', async () => {
  const result = await run(JSON.parse(handedOver));
  expect(result.written).toEqual({ [keyOnPage('logs')]: `${line}\n` });
  expect(result.answer).toEqual(JSON.parse(answer ?? ''));
  const { duration_ms, BytesWritten, ...figures } = JSON.parse(logLine);
  expect(result.logged).toEqual([expect.objectContaining(figures)]);
});

test('when S3 is down, the answer is the one of the page', async () => {
  const result = await run(JSON.parse(handedOver), false);
  expect(result.answer).toEqual(JSON.parse(failure ?? ''));
});

test('the event with the bad time lies where the page says', async () => {
  const event = JSON.parse(handedOver) as KinesisStreamEvent;
  const [record] = event.Records;
  const sequenceNumber = '000000017952432573210000000003';
  Object.assign(record?.kinesis ?? {}, {
    sequenceNumber,
    data: Buffer.from(`${refused}\n`).toString('base64'),
    approximateArrivalTimestamp: 1795243257.321,
  });
  Object.assign(record ?? {}, { eventID: `shardId-000000000000:${sequenceNumber}` });
  const { written } = await run(event);
  expect(written).toEqual({ [keyOnPage('quarantine')]: `${kept}\n` });
});
