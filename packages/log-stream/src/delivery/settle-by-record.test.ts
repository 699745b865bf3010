import { createConform } from '../schema/common-schema.ts';
import type { LogEvent } from '../schema/log-event.ts';
import { deadlineIn } from '../testing/deadline-in.ts';
import { kinesisRecord } from '../testing/factories.ts';
import { takeIn } from './intake.ts';
import type { Quarantine } from './quarantine.ts';
import { settleByRecord } from './settle-by-record.ts';
import type { SinkResult } from './sink.ts';

const conform = createConform({ wants: (logType) => logType !== 'noise' });
const good = (id: string) => ({ log_type: 'orders', log_id: id, time: '2026-11-21T05:00:00Z' });
const lines = [
  [good('a'), good('b')],
  [{ ...good('c'), log_type: 'noise' }],
  ['not an object'],
  [good('d')],
  [{ ...good('e'), log_type: 'noise' }, good('f')],
];
const records = lines.map((events) =>
  kinesisRecord({ data: events.map((event) => JSON.stringify(event)).join('\n') }),
);
const intake = takeIn(records, conform);
const sequenceNumber = (index: number) => records[index]?.kinesis.sequenceNumber;

function event(logId: string): LogEvent {
  const found = intake.events.find((each) => each.logId === logId);
  if (found === undefined) throw new Error(`no event ${logId}`);
  return found;
}

async function settled(result: Partial<SinkResult>, works = true) {
  const kept: number[] = [];
  const quarantine: Quarantine = {
    async keep(rejects) {
      if (works) kept.push(...rejects.map(({ record }) => records.indexOf(record as never)));
      return works || rejects.length === 0;
    },
  };
  const { retry = [], refused = [] } = result;
  const delivered = intake.events.length - retry.length - refused.length;
  const deadline = deadlineIn(1_000);
  const whole = { delivered, retry, refused };
  const settlement = await settleByRecord({
    ...{ records, intake, conform, quarantine, deadline },
    result: whole,
  });
  return { ...settlement, kept };
}

test('a batch that went through is settled as a whole', async () => {
  const { account, from, reasons, kept } = await settled({});
  expect(account).toEqual({ received: 7, delivered: 4, filtered: 2, quarantined: 1, retried: 0 });
  expect({ from, reasons, kept }).toEqual({
    from: undefined,
    reasons: { not_object: 1 },
    kept: [2],
  });
});

test('what the destination refused is quarantined with the rest', async () => {
  const refused = [event('d').reject('refused:mapper_parsing_exception', '')];
  const { account, from, kept } = await settled({ refused });
  expect(account).toEqual({ received: 7, delivered: 3, filtered: 2, quarantined: 2, retried: 0 });
  expect({ from, kept }).toEqual({ from: undefined, kept: [2, 3] });
});

test('the first record with an event to be tried again is where the batch ends', async () => {
  const refused = [event('f').reject('refused:mapper_parsing_exception', '')];
  const { account, from, kept } = await settled({ retry: [event('d')], refused });
  expect(account).toEqual({ received: 7, delivered: 2, filtered: 1, quarantined: 1, retried: 3 });
  expect({ from, kept }).toEqual({ from: sequenceNumber(3), kept: [2] });
});

test('nothing is settled when the first record fails', async () => {
  const { account, from, kept } = await settled({ retry: [event('b')] });
  expect(account).toEqual({ received: 7, delivered: 0, filtered: 0, quarantined: 0, retried: 7 });
  expect({ from, kept }).toEqual({ from: sequenceNumber(0), kept: [] });
});

test('a record whose event cannot be quarantined comes back, with all that follow', async () => {
  const { account, from } = await settled({}, false);
  expect(account).toEqual({ received: 7, delivered: 2, filtered: 1, quarantined: 0, retried: 4 });
  expect(from).toBe(sequenceNumber(2));
});

test('records left for a later invocation come back', async () => {
  const part = takeIn(records.slice(0, 2), conform);
  const { account, from } = await settleByRecord({
    ...{ records, intake: part, conform, deadline: deadlineIn(1_000) },
    result: { delivered: 2, refused: [], retry: [] },
    quarantine: { keep: async () => true },
  });
  expect(account).toEqual({ received: 3, delivered: 2, filtered: 1, quarantined: 0, retried: 0 });
  expect(from).toBe(sequenceNumber(2));
});

test('an event without an answer is a bug, and said so', async () => {
  const quarantine: Quarantine = { keep: async () => true };
  const result = { delivered: 3, refused: [], retry: [] };
  const settling = settleByRecord({
    ...{ records, intake, conform, quarantine, result, deadline: deadlineIn(1_000) },
  });
  await expect(settling).rejects.toThrow('3 of 4');
});
