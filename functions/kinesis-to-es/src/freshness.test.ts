import { createConform, takeIn } from '@logdrive/log-stream';
import { kinesisRecord } from '@logdrive/log-stream/testing';
import { createFreshness } from './freshness.ts';

const nowMs = Date.UTC(2026, 10, 21, 6);

function eventAged(ageMs: number, arrivedAgoMs: number) {
  const time = new Date(nowMs - ageMs).toISOString();
  const data = JSON.stringify({ log_type: 'app', log_id: 'a', time });
  const record = kinesisRecord({ data, arrivedMs: nowMs - arrivedAgoMs });
  const [event] = takeIn([record], createConform()).events;
  if (event === undefined) throw new Error('no event');
  return event;
}

test('tells how old events were when they were acknowledged, and how long they had been here', () => {
  const freshness = createFreshness();
  for (let age = 1; age <= 100; age += 1) freshness.add(eventAged(age * 100, age), nowMs);
  expect(freshness.figures()).toEqual({
    EventToAckP50Ms: 5_000,
    EventToAckP95Ms: 9_500,
    EventToAckMaxMs: 10_000,
    ArrivalToAckP50Ms: 50,
    ArrivalToAckP95Ms: 95,
    ArrivalToAckMaxMs: 100,
  });
});

test('an event from the future has no age', () => {
  const freshness = createFreshness();
  freshness.add(eventAged(-5_000, 10), nowMs);
  expect(freshness.figures()).toMatchObject({ EventToAckMaxMs: 0, ArrivalToAckMaxMs: 10 });
});

test('without events there is nothing to tell', () => {
  expect(createFreshness().figures()).toEqual({});
});
