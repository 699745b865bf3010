import { kinesisRecord } from '@logdrive/log-stream/testing';
import { Backlog } from './backlog.ts';

const record = (arrivedMs: number) => kinesisRecord({ data: 'x', arrivedMs });

test('a record counts from its reading to its end, once', () => {
  const backlog = new Backlog();
  const [a, b, c] = [record(1_000), record(2_000), record(3_000)] as const;
  backlog.read([a, b]);
  backlog.read([c]);
  expect([backlog.size, backlog.largest, backlog.ageMs(5_000)]).toEqual([3, 3, 4_000]);
  backlog.settle([a, b]);
  backlog.settle([a]);
  backlog.discard([c]);
  expect(backlog).toMatchObject({ size: 0, largest: 3, settled: 2, discarded: 1 });
  expect(backlog.ageMs(5_000)).toBe(0);
});
