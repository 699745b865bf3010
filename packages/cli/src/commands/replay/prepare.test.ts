import { kinesisRecord } from '@logdrive/log-stream/testing';
import { createPipeline } from '../../pipeline/pipeline.ts';
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
