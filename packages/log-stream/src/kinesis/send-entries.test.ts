import type { Deadline } from '../delivery/deadline.ts';
import type { PutEntry } from './put-entry.ts';
import type { PutRecords } from './put-records.ts';
import { sendEntries } from './send-entries.ts';
import { KinesisWriteError } from './write-error.ts';
import type { WriteOutcome } from './write-outcome.ts';
import { settingsOf } from './writer-options.ts';

const entry = (index: number): PutEntry => ({
  data: Buffer.from('x'),
  partitionKey: 'k',
  bytes: 2,
  members: [index],
  failures: 0,
});
/** Says what is left at each look, and in the end that nothing is. */
const deadlineOf = (...remaining: number[]): Deadline => ({
  remainingMs: () => remaining.shift() ?? 0,
  signal: new AbortController().signal,
});
const throttled = new KinesisWriteError('throttled', 'Throttled', 'over its rate');
const invalid = new KinesisWriteError('invalid', 'ValidationException', 'one of them is bad');

async function send(put: PutRecords, deadline: Deadline, count = 2) {
  const outcomes: WriteOutcome[] = [];
  const settings = settingsOf({
    stream: 'logs',
    callsInFlight: 1,
    callRecords: 2,
    backoff: { baseMs: 1 },
  });
  const settle = ({ members }: PutEntry, outcome: WriteOutcome) => {
    for (const index of members) outcomes[index] = outcome;
  };
  const entries = Array.from({ length: count }, (_, index) => entry(index));
  await sendEntries(entries, { put, settings, deadline, settle, unpack: () => [] });
  return outcomes;
}

test('what waits when the time is up comes back with what it met, the rest as never sent', async () => {
  const put: PutRecords = async (entries) => entries.map(() => throttled);
  const outcomes = await send(put, deadlineOf(100, 100), 3);
  expect(outcomes).toMatchObject([
    { status: 'retry', error: throttled },
    { status: 'retry', error: throttled },
    { status: 'retry', error: { failure: 'deadline' } },
  ]);
});

test('gives up at once when the pause would outlast the time', async () => {
  const put: PutRecords = async (entries) => entries.map(() => throttled);
  const outcomes = await send(put, deadlineOf(100, 0));
  expect(outcomes).toMatchObject([{ error: throttled }, { error: throttled }]);
});

test('halves a refused call no longer than there is time', async () => {
  const put = jest.fn<ReturnType<PutRecords>, Parameters<PutRecords>>(async () => {
    throw invalid;
  });
  const outcomes = await send(put, deadlineOf(100, 100));
  expect(put).toHaveBeenCalledTimes(2);
  expect(outcomes).toMatchObject([
    { status: 'refused', reason: 'refused:kinesis' },
    { status: 'retry', error: invalid },
  ]);
});
