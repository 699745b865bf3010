import fc from 'fast-check';
import type {
  CallFaultKind,
  ScheduledFault,
} from '../../../packages/log-stream/src/testing/scheduled/call-fault.ts';
import type { EventKind, EventPlan, RecordPlan } from './record-plan.ts';
import type { PlannedPut, Schedule } from './schedule.ts';
import type { Subject } from './subject.ts';

/** Schedules for a function. The first of each choice is the plainest: failures shrink to it. */
export function schedulesOf(subject: Subject): fc.Arbitrary<Schedule> {
  return fc.record({
    variant: fc.nat(7),
    shards: fc.integer({ min: 1, max: 2 }),
    puts: fc.array(put, { minLength: 1, maxLength: 8 }),
    before: fc.nat(8),
    settings,
    rules,
    timeoutMs: fc.constantFrom(30_000, 10_000, 3_000),
    faults: fc.array(callFault(subject), { maxLength: 14 }),
    outages: fc.array(outage(subject), { maxLength: 2 }),
    fates: fc.array(fate, { maxLength: 8 }),
    again: fc.array(rarely(8), { maxLength: 4 }),
    jumps: fc.array(jump, { maxLength: 2 }),
  });
}

/** False mostly, and what failures shrink to. */
function rarely(oneIn: number): fc.Arbitrary<boolean> {
  return fc.nat(oneIn - 1).map((value) => value === oneIn - 1);
}

const kinds: EventKind[] = [
  ...(['good', 'good', 'no_id', 'filtered'] as const),
  ...(['missing_time', 'bad_time', 'missing_log_type'] as const),
];

const event: fc.Arbitrary<EventPlan> = fc.record({
  kind: fc.constantFrom(...kinds),
  logType: fc.nat(1),
  hour: fc.nat(1),
});

const record: fc.Arbitrary<RecordPlan> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('lines', 'gzip_lines', 'aggregate', 'envelope'),
      events: fc.array(event, { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('not_json', 'empty', 'cut_gzip', 'array', 'control'),
    }),
  },
);

const put: fc.Arbitrary<PlannedPut> = fc.record({
  afterMs: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(5_000) },
  ),
  key: fc.nat(3),
  record,
  poison: rarely(25),
  reshard: fc.oneof(
    { weight: 10, arbitrary: fc.constant<'no'>('no') },
    { weight: 1, arbitrary: fc.constantFrom<'split' | 'merge'>('split', 'merge') },
  ),
});

const settings = fc.record({
  batchSize: fc.constantFrom(100, 10, 3, 1),
  maximumBatchingWindowInSeconds: fc.constantFrom(0, 1, 5),
  parallelizationFactor: fc.constantFrom(1, 1, 2, 10),
  maximumRetryAttempts: fc.constantFrom(-1, 100, 3, 0),
  // Bounded, as the modules' are: a record that kills the function would otherwise hold its shard.
  maximumRecordAgeInSeconds: fc.constantFrom(3_600, 300, 60),
  bisectBatchOnFunctionError: fc.boolean(),
  reportBatchItemFailures: fc.constant(true),
  startingPosition: fc.constantFrom<'TRIM_HORIZON' | 'LATEST'>(
    'TRIM_HORIZON',
    'TRIM_HORIZON',
    'LATEST',
  ),
});

const rules = fc.record({
  retryTakesMore: rarely(4),
  firstRecordHalves: rarely(3),
  progressResetsRetries: fc.boolean(),
  ageTakesWholeBatch: fc.boolean(),
  backoffMs: fc.constant(1_000),
  maxBackoffMs: fc.constantFrom(8_000, 30_000),
});

const commonFaults: CallFaultKind[] = [
  ...(['throttled', 'server_error', 'reset', 'hidden', 'garbled', 'denied'] as const),
  ...(['hang', 'hidden_hang', 'late', 'slow', 'crash_before', 'crash_after'] as const),
];

function callFault({ faults }: Subject): fc.Arbitrary<ScheduledFault> {
  const shaped = fc.record({
    kind: fc.constantFrom(...commonFaults, ...faults),
    ms: fc.nat(40_000),
    entries: fc.nat(0xffff),
  });
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<ScheduledFault>({ kind: 'none' }) },
    { weight: 2, arbitrary: shaped },
  );
}

const lastingFaults = ['throttled', 'server_error', 'denied', 'reset', 'hang'] as const;

function outage({ services, faults }: Subject) {
  const partial = faults.filter((kind) => kind === 'partial');
  return fc
    .record({
      service: fc.constantFrom(...services, 'all'),
      fromMs: fc.nat(20_000),
      lastsMs: fc.oneof(
        { weight: 6, arbitrary: fc.nat(8_000) },
        { weight: 1, arbitrary: fc.nat(80_000) },
      ),
      kind: fc.constantFrom<CallFaultKind>(...lastingFaults, ...partial),
      entries: fc.nat(0xffff),
    })
    .map(({ lastsMs, ...rest }) => ({ ...rest, toMs: rest.fromMs + lastsMs }));
}

const fate = fc.record({
  fault: fc.oneof(
    { weight: 6, arbitrary: fc.constant<'none'>('none') },
    {
      weight: 1,
      arbitrary: fc.constantFrom<'throttled' | 'lost_answer'>('throttled', 'lost_answer'),
    },
  ),
  cold: rarely(4),
  lateMs: fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.nat(30_000) },
  ),
});

const jump = fc.record({
  atMs: fc.nat(20_000),
  byMs: fc.constantFrom(1_000, -1_000, 3_600_000, -3_600_000),
});
