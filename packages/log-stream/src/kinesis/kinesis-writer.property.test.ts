import type { KinesisClient } from '@aws-sdk/client-kinesis';
import fc from 'fast-check';
import { readAggregate } from '../decode/kpl-aggregate.ts';
import { deadlineIn } from '../testing/deadline-in.ts';
import { type AcceptedRecord, FakeKinesis } from '../testing/fake-kinesis.ts';
import type { CallFault, EntryFault } from '../testing/fake-kinesis-answers.ts';
import { clientOfFake } from '../testing/fake-kinesis-client.ts';
import { createKinesisWriter } from './kinesis-writer.ts';
import type { WriteOutcome } from './write-outcome.ts';
import type { WriteRecord } from './write-record.ts';

/** Small, so that a few records meet every limit. */
const limits = { callRecords: 7, callBytes: 6_000, recordBytes: 2_000 };

/** The faults of each call and of each entry, in the order in which they come; then none. */
interface Schedule {
  calls: (CallFault | undefined)[];
  entries: (EntryFault | undefined)[];
}

interface Sketch {
  size: number;
  partitionKey: string;
  explicitHashKey: string | undefined;
}

interface Scenario extends Schedule {
  sketches: Sketch[];
  callsInFlight: number;
  aggregation: { maxBytes: number; hashSlots?: number } | undefined;
}

const faultOr = <T>(...faults: T[]) =>
  fc.option(fc.constantFrom(...faults), { nil: undefined, freq: 2 });
const passingFaults = [
  'slow_down',
  'server_error',
  'reset',
  'hidden',
  'garbled',
  'incomplete',
] as const;

const sketch: fc.Arbitrary<Sketch> = fc.record({
  size: fc.oneof(fc.nat(100), fc.nat(2_400)),
  partitionKey: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'ключ', '😀'.repeat(256)) },
    { weight: 1, arbitrary: fc.constantFrom('', '😀'.repeat(257), '\ud800') },
  ),
  explicitHashKey: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(undefined, undefined, '0', String(2n ** 128n - 1n)) },
    { weight: 1, arbitrary: fc.constant('ten') },
  ),
});

const scenario: fc.Arbitrary<Scenario> = fc.record({
  sketches: fc.array(sketch, { maxLength: 40 }),
  calls: fc.array(faultOr<CallFault>(...passingFaults), { maxLength: 8 }),
  entries: fc.array(faultOr<EntryFault>('throttled', 'internal_failure'), { maxLength: 60 }),
  callsInFlight: fc.integer({ min: 1, max: 4 }),
  aggregation: fc.constantFrom(undefined, { maxBytes: 1_024 }, { maxBytes: 2_000, hashSlots: 3 }),
});

let fake: FakeKinesis;
let client: KinesisClient;

beforeEach(async () => {
  fake = await FakeKinesis.start({ shards: 3, ...limits });
  client = clientOfFake(fake);
});
afterEach(async () => {
  client.destroy();
  await fake.close();
});

test('whatever fails for a time, every sound record arrives, and once unless an answer was lost', async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (given) => {
      const records = draw(given.sketches);
      schedule(given);
      const outcomes = await writerFor(given).write(records, deadlineIn(10_000));
      expect(outcomes.filter(({ status }) => status === 'retry')).toEqual([]);
      expectEachInItsPlace(records, outcomes);
      expectOnceUnlessHidden(records, outcomes);
    }),
    { numRuns: 120, interruptAfterTimeLimit: 8_000 },
  );
}, 20_000);

test('what comes back at the deadline may be written again, and nothing is lost', async () => {
  const lasting = fc.constantFrom<CallFault>('hang', 'slow_down', 'denied', 'hidden', 'reset');
  await fc.assert(
    fc.asyncProperty(scenario, lasting, async (given, last) => {
      const records = draw(given.sketches);
      schedule(given);
      fake.fail(last, Number.POSITIVE_INFINITY);
      const writer = writerFor(given);
      const outcomes = await writer.write(records, deadlineIn(40));
      fake.heal();
      const open = records.filter((_, index) => outcomes[index]?.status === 'retry');
      const again = await writer.write(open, deadlineIn(10_000));
      expect(again.filter(({ status }) => status !== 'delivered')).toEqual([]);
      expectEachInItsPlace(records, outcomes);
      expectOnceUnlessHidden(records, outcomes);
    }),
    { numRuns: 40, interruptAfterTimeLimit: 8_000 },
  );
}, 20_000);

function writerFor({ callsInFlight, aggregation }: Scenario) {
  return createKinesisWriter(client, {
    stream: 'logs',
    ...limits,
    callsInFlight,
    backoff: { baseMs: 1, maxMs: 4 },
    ...(aggregation && { aggregation }),
  });
}

function schedule({ calls, entries }: Schedule): void {
  fake.heal();
  for (const fault of calls) fake.fail(fault ?? 'none');
  const left = [...entries];
  fake.entrySchedule = () => left.shift();
}

let drawn = 0;

/** Records of the given sizes, none of which is like another of this or any earlier run. */
function draw(sketches: readonly Sketch[]): WriteRecord[] {
  return sketches.map(({ size, ...keys }) => {
    const label = Buffer.from(`#${drawn++}.`);
    const filling = Buffer.alloc(Math.max(0, size - label.length), 'x');
    return { ...keys, data: Buffer.concat([label, filling]) };
  });
}

const textOf = ({ data }: { data: Uint8Array }) => Buffer.from(data).toString();

/** The caller's records that a record of the stream holds. */
function contents(there: AcceptedRecord): string[] {
  return readAggregate(there.data)?.map(textOf) ?? [textOf(there)];
}

/** Every delivered outcome names where in the stream the record of its own index is. */
function expectEachInItsPlace(
  records: readonly WriteRecord[],
  outcomes: readonly WriteOutcome[],
): void {
  expect(outcomes).toHaveLength(records.length);
  const bySequence = new Map(fake.accepted.map((there) => [there.sequenceNumber, there]));
  records.forEach((record, index) => {
    const outcome = outcomes[index];
    if (outcome?.status !== 'delivered') return;
    const there = bySequence.get(outcome.sequenceNumber);
    if (there === undefined) throw new Error(`record ${index} is not where it is said to be`);
    expect(there.shard).toBe(outcome.shard);
    expect(there.hidden).toBe(false);
    expect(contents(there)[outcome.subSequenceNumber ?? 0]).toBe(textOf(record));
  });
}

/** Counts how often each record came with an answer that was not lost. */
function expectOnceUnlessHidden(
  records: readonly WriteRecord[],
  outcomes: readonly WriteOutcome[],
): void {
  const answered = fake.accepted.filter(({ hidden }) => !hidden).flatMap(contents);
  const all = new Set(fake.accepted.flatMap(contents));
  const times = Map.groupBy(answered, (text) => text);
  records.forEach((record, index) => {
    const text = textOf(record);
    const outcome = outcomes[index];
    if (outcome?.status === 'refused') expect(all.has(text)).toBe(false);
    // The client has left a call that the server then takes: its answer is lost as well.
    else if (mayBeWritten(outcome)) expect(times.has(text)).toBe(true);
    else expect(times.get(text)).toHaveLength(1);
  });
}

function mayBeWritten(outcome: WriteOutcome | undefined): boolean {
  if (outcome?.status !== 'retry') return false;
  return outcome.error.failure === 'timeout' || outcome.error.failure === 'connection';
}
