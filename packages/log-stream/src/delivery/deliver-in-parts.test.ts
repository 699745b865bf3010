import { createConform } from '../schema/common-schema.ts';
import type { LogEvent } from '../schema/log-event.ts';
import { deadlineIn } from '../testing/deadline-in.ts';
import { kinesisRecord } from '../testing/factories.ts';
import { type DeliveryInParts, deliverInParts } from './deliver-in-parts.ts';
import { takeIn } from './intake.ts';
import type { Sink, SinkResult } from './sink.ts';

const conform = createConform({ wants: (logType) => logType !== 'noise' });
const line = (id: number, logType = 'orders') =>
  JSON.stringify({ log_type: logType, log_id: String(id), time: '2026-11-21T05:00:00Z' });

/** Ten records: two events each, one of another log type, and a line that is none. */
const records = Array.from({ length: 10 }, (_, index) =>
  kinesisRecord({
    data: [line(2 * index), line(2 * index + 1), line(0, 'noise'), 'no event'].join('\n'),
  }),
);
const ids = (events: readonly LogEvent[]) => events.map(({ logId }) => Number(logId));
const delivered = (events: readonly LogEvent[]): SinkResult => ({
  ...{ delivered: events.length, refused: [], retry: [] },
  figures: { Calls: 1 },
});

/** Notes the events of each part, and how many parts are under way at most. */
function sinkThat(answers: (events: readonly LogEvent[], part: number) => SinkResult) {
  const parts: number[][] = [];
  const seen = { underWay: 0, most: 0 };
  const sink: Sink = {
    async deliver(events) {
      const part = parts.push(ids(events));
      seen.underWay += 1;
      seen.most = Math.max(seen.most, seen.underWay);
      await new Promise((resolve) => setTimeout(resolve, 2));
      seen.underWay -= 1;
      return answers(events, part);
    },
  };
  return { sink, parts, seen };
}

const deliver = (sink: Sink, options: Partial<DeliveryInParts> = {}) =>
  deliverInParts(records, {
    conform,
    sink,
    deadline: deadlineIn(5_000),
    partEvents: 3,
    ...options,
  });

test('delivers whole records, some at a time, and adds up what came of them', async () => {
  const { sink, parts, seen } = sinkThat(delivered);
  const { intake, result } = await deliver(sink);
  expect(parts).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9, 10, 11],
    [12, 13, 14, 15],
    [16, 17, 18, 19],
    [],
  ]);
  expect(seen.most).toBe(2);
  expect(result).toMatchObject({ delivered: 20, refused: [], retry: [], figures: { Calls: 6 } });
  const { events, ...whole } = takeIn(records, conform);
  expect(events).toHaveLength(20);
  expect(intake).toEqual(whole);
});

test('in one part, too', async () => {
  const { sink, parts } = sinkThat(delivered);
  await deliver(sink, { partEvents: Number.POSITIVE_INFINITY });
  expect(parts).toHaveLength(1);
});

test('a part that leaves events ends the batch: the records after it are not taken in', async () => {
  const leaving = (events: readonly LogEvent[], part: number): SinkResult =>
    part === 2 ? { delivered: 0, refused: [], retry: [...events] } : delivered(events);
  const { sink, parts } = sinkThat(leaving);
  const { intake, result } = await deliver(sink);
  expect(parts).toHaveLength(3); // the third was under way already
  expect(ids(result.retry)).toEqual([4, 5, 6, 7]);
  expect(intake).toMatchObject({ records: 6, eventCount: 12, filtered: 6 });
  expect(intake.leftFrom).toBe(records[6]?.kinesis.sequenceNumber);
});

test('ends when the time is up', async () => {
  const { sink, parts } = sinkThat(delivered);
  const { intake } = await deliver(sink, { deadline: deadlineIn(0) });
  expect(parts).toHaveLength(1);
  expect(intake.records).toBe(2);
});

test('a batch that is too large ends where its limit is', async () => {
  const { sink, parts } = sinkThat(delivered);
  const { intake } = await deliver(sink, { decode: { limits: { batchEvents: 20 } } });
  expect(parts.flat()).toHaveLength(10);
  expect(intake).toMatchObject({ records: 5, leftFrom: records[5]?.kinesis.sequenceNumber });
});

test('a sink that throws, in whichever part, makes it throw', async () => {
  for (const broken of [1, 2, 6]) {
    const { sink } = sinkThat((events, part) => {
      if (part === broken) throw new TypeError('a bug');
      return delivered(events);
    });
    await expect(deliver(sink)).rejects.toThrow('a bug');
  }
});
