import { type Batch, batchOf } from '../delivery/batch.ts';
import { takeIn } from '../delivery/intake.ts';
import type { Sink } from '../delivery/sink.ts';
import { createConform, defaultKeys } from '../schema/common-schema.ts';
import type { LogEvent } from '../schema/log-event.ts';
import { deadlineIn } from './deadline-in.ts';
import { kinesisRecord } from './factories.ts';
import type { Fault } from './faulty-server.ts';

/** A sink before its destination, with a look at what the destination holds. */
export interface SinkHarness {
  sink: Sink;
  /** Every event at the destination as its line of JSON, in any order. */
  delivered(): Promise<string[]>;
  /** Makes the destination's next answers fail. */
  fail(fault: Fault, times: number): void;
  /** Ends all faults. */
  heal(): void;
  close(): Promise<void>;
}

/** What the destination makes possible. */
export interface SinkContractOptions {
  /**
   * Whether the destination knows again what it has taken. One that does not, such as a stream, may
   * hold an event twice, though only where the answer to a write was lost. Default true.
   */
  once?: boolean;
}

/** The write may have taken effect all the same. */
const hidesAnswers: ReadonlySet<Fault> = new Set(['hidden', 'hang']);

const passing: readonly Fault[] = ['slow_down', 'server_error', 'reset', 'hidden'];

/**
 * What every sink must do, as a jest suite: run against a fake and against the real destination.
 *
 * @param create makes a sink before an empty destination
 */
export function describeSinkContract(
  name: string,
  create: () => Promise<SinkHarness>,
  { once = true }: SinkContractOptions = {},
): void {
  const expectAfter = (fault: Fault) =>
    once || !hidesAnswers.has(fault) ? expectOnce : expectAtLeastOnce;
  describe(`sink contract: ${name}`, () => {
    let harness: SinkHarness;
    beforeEach(async () => {
      harness = await create();
    });
    afterEach(() => harness.close());

    test('answers for no event when there is none', async () => {
      const { batch } = sampleEvents(1);
      const result = await harness.sink.deliver([], batch, deadlineIn(5_000));
      expect(result).toMatchObject({ delivered: 0, refused: [], retry: [] });
      expect(await harness.delivered()).toEqual([]);
    });

    test('delivers every event once, byte for byte', async () => {
      const { events, batch } = sampleEvents(500);
      const result = await harness.sink.deliver(events, batch, deadlineIn(20_000));
      expect(result).toMatchObject({ delivered: 500, refused: [], retry: [] });
      await expectOnce(harness, events);
    });

    const testIf = (condition: boolean) => (condition ? test : () => {});
    testIf(once)('delivers the same batch twice without writing it twice', async () => {
      const { events, batch } = sampleEvents(50);
      await harness.sink.deliver(events, batch, deadlineIn(20_000));
      const again = await harness.sink.deliver(events, batch, deadlineIn(20_000));
      expect(again).toMatchObject({ delivered: 50, refused: [], retry: [] });
      await expectOnce(harness, events);
    });

    test.each(passing)('tries again after %s, and writes no more than it must', async (fault) => {
      harness.fail(fault, 3);
      const { events, batch } = sampleEvents(50);
      const result = await harness.sink.deliver(events, batch, deadlineIn(20_000));
      expect(result).toMatchObject({ delivered: 50, refused: [], retry: [] });
      await expectAfter(fault)(harness, events);
    });

    test.each<Fault>(['denied', 'hang', 'server_error'])(
      'gives events back when %s lasts, and delivers them once when it is over',
      async (fault) => {
        const { events, batch } = sampleEvents(50);
        harness.fail(fault, Number.POSITIVE_INFINITY);
        const started = Date.now();
        const failed = await harness.sink.deliver(events, batch, deadlineIn(1_000));
        expect(Date.now() - started).toBeLessThan(3_000);
        expect(failed.delivered).toBe(0);
        expect(failed.refused.length + failed.retry.length).toBe(50);
        harness.heal();
        await harness.sink.deliver(failed.retry, batch, deadlineIn(20_000));
        // What was under way at the deadline may have taken effect when all was well again.
        await (once ? expectOnce : expectAtLeastOnce)(harness, failed.retry);
      },
    );
  });
}

async function expectOnce(harness: SinkHarness, events: readonly LogEvent[]): Promise<void> {
  const lines = events.map(({ bytes }) => bytes.toString());
  expect((await harness.delivered()).sort()).toEqual(lines.sort());
}

async function expectAtLeastOnce(harness: SinkHarness, events: readonly LogEvent[]): Promise<void> {
  const lines = new Set(events.map(({ bytes }) => bytes.toString()));
  expect(new Set(await harness.delivered())).toEqual(lines);
}

/** Events of four log types over three hours, as they come out of one batch. */
export function sampleEvents(count: number): { events: LogEvent[]; batch: Batch } {
  const records = Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.UTC(2026, 10, 20, index % 3, index % 60, 7)).toISOString();
    const event = { log_type: `type_${index % 4}`, log_id: `id-${index}`, time, note: 'wörd' };
    return kinesisRecord({ data: JSON.stringify(event) });
  });
  const conform = createConform({ keys: defaultKeys, timeZone: 'UTC', wants: () => true });
  return { events: takeIn(records, conform).events, batch: batchOf(records) };
}
