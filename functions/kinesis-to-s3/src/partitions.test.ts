import { createConform, defaultKeys, takeIn } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { contentOf, createPartitioner } from './partitions.ts';

function eventsOf(...pairs: [logType: string, time: string][]) {
  const records = pairs.map(([log_type, time], index) =>
    kinesisRecord({ data: JSON.stringify({ log_type, log_id: `${index}`, time }) }),
  );
  return takeIn(records, createConform({ keys: defaultKeys, timeZone: 'UTC', wants: () => true }))
    .events;
}

test("groups by log type and each event's own hour, in order of arrival", () => {
  const events = eventsOf(
    ['app', '2026-11-20T05:59:59.999Z'],
    ['app', '2026-11-20T06:00:00Z'],
    ['db', '2026-11-20T05:00:00Z'],
    ['app', '2026-11-20T05:00:00Z'],
  );
  const partitions = createPartitioner('UTC')(events);
  expect(partitions.map(({ path, events }) => [path, events.map(({ logId }) => logId)])).toEqual([
    ['log_type=app/date=2026-11-20/hour=05', ['0', '3']],
    ['log_type=app/date=2026-11-20/hour=06', ['1']],
    ['log_type=db/date=2026-11-20/hour=05', ['2']],
  ]);
});

test('the hour is that of the configured zone', () => {
  const [partition] = createPartitioner('Asia/Tokyo')(eventsOf(['app', '2026-11-20T20:30:00Z']));
  expect(partition?.path).toBe('log_type=app/date=2026-11-21/hour=05');
});

test('log types that share a name in keys share one object: neither hides the other', () => {
  const time = '2026-11-20T05:00:00Z';
  const partitions = createPartitioner('UTC')(
    eventsOf(['a/b', time], ['a_b', time], ['a/b', time]),
  );
  expect(partitions).toHaveLength(1);
  expect(partitions[0]?.events).toHaveLength(3);
});

test('the content is one line an event', () => {
  const events = eventsOf(['app', '2026-11-20T05:00:00Z'], ['app', '2026-11-20T05:00:01Z']);
  const [partition] = createPartitioner('UTC')(events);
  if (partition === undefined) throw new Error('no partition');
  expect(contentOf(partition).toString()).toBe(events.map(({ bytes }) => `${bytes}\n`).join(''));
});
