import { freshnessOf } from './freshness.ts';

const line = (events: number, medianMs: number, maxMs: number) =>
  JSON.stringify({
    EventsDelivered: events,
    ArrivalToAckP50Ms: medianMs,
    ArrivalToAckMaxMs: maxMs,
  });

test('freshnessOf is the median of the batch with the median event, and the maximum of all', () => {
  const log = [
    'START RequestId: 1',
    line(10, 3000, 3500),
    line(100, 800, 1200),
    line(5, 10, 9000),
    JSON.stringify({ EventsDelivered: 0, _aws: {} }),
  ];
  expect(freshnessOf(log)).toEqual({ batches: 3, typicalMs: 800, maxMs: 9000 });
});

test('freshnessOf knows nothing of a log without batches', () => {
  expect(freshnessOf(['START RequestId: 1'])).toBeUndefined();
});
