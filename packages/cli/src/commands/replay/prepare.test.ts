import { gunzipSync } from 'node:zlib';
import {
  createConform,
  createDeadline,
  createLog,
  createQuarantine,
  type ObjectStore,
  takeIn,
} from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { createPipeline } from '../../pipeline/pipeline.ts';
import { RecordMaker } from '../../records/record-maker.ts';
import { setAsideInLine } from './forms/line.ts';
import { prepare } from './prepare.ts';

test.each([
  ['events', '{"log_type":"app","time":"2026-11-21T05:00:00Z"}', 'ready'],
  ['bad lines', 'x', 'left'],
])('a record may hold ever so many %s', async (_, line, status) => {
  const record = kinesisRecord({ data: Array(130_000).fill(line).join('\n') });
  const entry = { record, position: 0, reason: 'x', arrivedMs: undefined, stream: undefined };
  const decode = { limits: { recordEvents: 200_000 } };
  const prepared = await prepare(entry, { ...(await createPipeline({})), decode }, undefined);
  expect(prepared).toHaveLength(130_000);
  expect(prepared.every((each) => each.status === status)).toBe(true);
});

test('an event without a log id gets from the quarantine the one that the function gave it', async () => {
  const event = '{"log_type":"app","time":"2026-11-21T05:00:00Z"}';
  const record = kinesisRecord({ data: `${event}\n${event}` });
  const { events, batch } = takeIn([record], createConform());
  const lines: Buffer[] = [];
  const store: ObjectStore = {
    putOnce: async ({ body }) => {
      const text = gunzipSync(body).toString().trimEnd();
      for (const line of text.split('\n')) lines.push(Buffer.from(line));
      return 'written';
    },
  };
  const quarantine = createQuarantine(
    store,
    'quarantine',
    createLog(() => {}),
  );
  const rejects = events.map((each) => each.reject('refused:mapper_parsing_exception', ''));
  await quarantine.keep(
    rejects,
    batch,
    createDeadline(() => 10_000),
  );
  const maker = new RecordMaker(() => 0);
  const pipeline = await createPipeline({});
  const entries = lines.flatMap((line) => setAsideInLine(line, maker));
  const prepared = await Promise.all(entries.map((entry) => prepare(entry, pipeline, undefined)));
  const ids = events.map(({ logId }) => logId);
  expect(prepared.flat()).toMatchObject(
    ids.map((logId) => ({ status: 'ready', event: { logId } })),
  );
  expect(new Set(ids).size).toBe(2);
});
