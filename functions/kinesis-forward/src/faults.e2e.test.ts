import { FakeKinesis, kinesisRecord, type LambdaKinesisRecord } from '@logdrive/log-stream/testing';
import { kinesisSink } from './kinesis-sink.ts';
import { kinesisClient } from './testing/clients.ts';
import { createForwarder } from './testing/forwarder.ts';
import { streamTarget } from './testing/targets.ts';

const count = 200_000;
const batch = 10_000;

/** Of a hundred calls so many meet each fault, spread evenly. */
const callFaults = { slow_down: 5, server_error: 3, reset: 3, hidden: 3, late: 1 } as const;
/** Of a thousand entries of the calls that are taken. */
const entryFaults = { throttled: 20, internal_failure: 10 };

let fake: FakeKinesis;
let client: ReturnType<typeof kinesisClient>;

beforeAll(async () => {
  fake = await FakeKinesis.start({ shards: 8 });
  client = kinesisClient(fake.endpoint);
});
afterAll(async () => {
  client.destroy();
  await fake.close();
});

test('through every kind of fault 200,000 records arrive, and twice only where an answer was lost', async () => {
  scheduleFaults();
  const failures: Record<string, number> = {};
  const target = streamTarget({ logTypes: ['app.*'] });
  const sink = kinesisSink(client, target, {
    callTimeoutMs: 500,
    backoff: { baseMs: 5, maxMs: 200 },
    onFailure: ({ failure }, records) => {
      failures[failure] = (failures[failure] ?? 0) + records;
    },
  });
  const forwarder = createForwarder({ targets: [{ target, sink }] });
  const started = Date.now();
  for (let first = 0; first < count; first += batch) await handle(forwarder, recordsFrom(first));

  const held = fake.accepted.map(({ data, hidden }) => ({ n: numberIn(data), hidden }));
  expect(new Set(held.map(({ n }) => n)).size).toBe(count);
  const answered = held.filter(({ hidden }) => !hidden);
  expect(new Set(answered.map(({ n }) => n)).size).toBe(count);
  expect(answered.length - count).toBeLessThanOrEqual(
    (failures.timeout ?? 0) - recordsAnsweredLate(),
  );
  report(held.length - count, failures, Date.now() - started);
}, 120_000);

/**
 * Those that were meant to be. On a busy machine other answers come too late as well, and the fake does
 * not know: each record of these may be there once more.
 */
function recordsAnsweredLate(): number {
  const late = fake.calls.filter(({ fault }) => fault === 'late');
  return late.reduce((sum, { records }) => sum + records.length, 0);
}

function scheduleFaults(): void {
  const calls = Object.entries(callFaults).flatMap(([fault, of100]) =>
    Array.from({ length: of100 * 20 }, (_, index) => ({ fault, at: (index + 1) / (of100 * 20) })),
  );
  calls.sort((a, b) => a.at - b.at);
  for (const { fault } of calls) {
    fake.fail('none', 5);
    fake.fail(fault as keyof typeof callFaults);
  }
  let entries = 0;
  fake.entrySchedule = () => {
    entries += 1;
    const place = (entries * 37) % 1_000;
    if (place < entryFaults.throttled) return 'throttled';
    return place < entryFaults.throttled + entryFaults.internal_failure
      ? 'internal_failure'
      : undefined;
  };
}

function recordsFrom(first: number): LambdaKinesisRecord[] {
  return Array.from({ length: batch }, (_, index) => {
    const n = first + index;
    return kinesisRecord({
      data: JSON.stringify({ log_type: `app.${n % 4}`, n }),
      partitionKey: `key-${n % 5_000}`,
    });
  });
}

/** Hands a batch over again from the record that is named, as Lambda does. */
async function handle(
  forwarder: ReturnType<typeof createForwarder>,
  records: LambdaKinesisRecord[],
): Promise<void> {
  for (let left = records; left.length > 0; ) {
    const from = await forwarder.handle(left);
    const index = left.findIndex(({ kinesis }) => kinesis.sequenceNumber === from);
    left = index === -1 ? [] : left.slice(index);
  }
}

function numberIn(data: Buffer): number {
  return JSON.parse(data.toString()).n;
}

function report(repeats: number, failures: Record<string, number>, ms: number): void {
  const met = Map.groupBy(fake.calls, ({ fault }) => fault ?? 'none');
  const faults = [...met].map(([fault, calls]) => `${fault} ${calls.length}`);
  process.stdout.write(
    [
      `${count} records forwarded, none lost, in ${(ms / 1000).toFixed(0)} s`,
      `calls by what they met: ${faults.join(', ')}`,
      `sent again, by what had kept them back: ${JSON.stringify(failures)}`,
      `in the stream twice: ${repeats}, each of them after an answer that was lost or late`,
      '',
    ].join('\n'),
  );
}
