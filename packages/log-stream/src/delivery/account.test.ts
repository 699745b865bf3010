import type { Reject } from '../decode/decoded-event.ts';
import { sampleEvents } from '../testing/sink-contract.ts';
import { accountFor, batchResponse, countReasons } from './account.ts';
import type { Intake } from './intake.ts';

const { events, batch } = sampleEvents(3);
const [first] = events;
if (first === undefined) throw new Error('no sample');
const { record } = first;
const reject: Reject = {
  reason: 'not_json',
  detail: '',
  bytes: Buffer.alloc(0),
  record,
  position: 0,
};
const intake: Intake = {
  batch,
  records: 6,
  events,
  eventCount: events.length,
  filtered: 2,
  rejects: [reject],
  controlMessages: 1,
};

test('a batch that went through adds up', () => {
  expect(accountFor(intake, { delivered: 2, refused: [reject], retry: [] })).toEqual({
    received: 6,
    delivered: 2,
    filtered: 2,
    quarantined: 2,
    retried: 0,
  });
});

test('a batch that comes back counts all its events as retried', () => {
  const back = { received: 6, delivered: 0, filtered: 0, quarantined: 0, retried: 6 };
  expect(accountFor(intake, { delivered: 2, refused: [], retry: [first] })).toEqual(back);
  expect(accountFor(intake, undefined)).toEqual(back);
});

test('an event without an answer is a bug, and said so', () => {
  expect(() => accountFor(intake, { delivered: 2, refused: [], retry: [] })).toThrow('2 of 3');
});

test('the response names the first record that comes back, or none', () => {
  expect(batchResponse('4959')).toEqual({ batchItemFailures: [{ itemIdentifier: '4959' }] });
  expect(batchResponse(undefined)).toEqual({ batchItemFailures: [] });
});

test('counts by reason', () => {
  expect(countReasons([reject, reject, { ...reject, reason: 'bad_time' }])).toEqual({
    not_json: 2,
    bad_time: 1,
  });
});
