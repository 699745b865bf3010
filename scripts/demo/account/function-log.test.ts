import { figuresOf } from './function-log.ts';

const batch = (received: number, filtered: number) =>
  JSON.stringify({
    level: 'INFO',
    EventsReceived: received,
    EventsDelivered: received - filtered,
    EventsFiltered: filtered,
    EventsQuarantined: 0,
    EventsRetried: 0,
    _aws: {},
  });

test('figuresOf adds up batches and keeps each error once', () => {
  const refused = '{"level":"ERROR","message":"an object cannot be written"}';
  const thrown = "TypeError: Cannot read properties of undefined (reading 'x')";
  const timedOut = '2026-11-21T05:00:00Z 1-2 Task timed out after 3.00 seconds';
  const figures = figuresOf([
    'START RequestId: 1 Version: $LATEST',
    batch(5, 1),
    'END RequestId: 1',
    refused,
    thrown,
    '    at handler (index.js:1:1)',
    thrown,
    timedOut,
    batch(3, 3),
    'REPORT RequestId: 1\tDuration: 2 ms',
  ]);
  expect(figures).toEqual({
    batches: 2,
    received: 8,
    delivered: 4,
    filtered: 4,
    quarantined: 0,
    retried: 0,
    errors: [refused, thrown, timedOut],
  });
});

test('figuresOf tells of one target of several', () => {
  const line = {
    ...{ EventsReceived: 6, EventsDelivered: 6, EventsFiltered: 0, EventsQuarantined: 0 },
    ...{ 'Delivered.a': 2, 'Filtered.a': 3, 'Quarantined.a': 1, 'Retried.a': 0, 'Delivered.b': 6 },
    _aws: {},
  };
  const figures = figuresOf([JSON.stringify(line)], 'a');
  expect(figures).toMatchObject({
    received: 6,
    delivered: 2,
    filtered: 3,
    quarantined: 1,
    retried: 0,
  });
});
