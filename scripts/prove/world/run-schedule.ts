import { EventSourceMapping } from '../../../packages/log-stream/src/testing/event-source-mapping/event-source-mapping.ts';
import { ModelStream } from '../../../packages/log-stream/src/testing/event-source-mapping/kinesis-stream.ts';
import { LambdaService } from '../../../packages/log-stream/src/testing/lambda-service.ts';
import { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import { VirtualTime } from '../../../packages/log-stream/src/testing/virtual-time.ts';
import { checkEnd, type Outcomes } from './check-end.ts';
import { invokedFunction } from './invoked-function.ts';
import { Ledger } from './ledger.ts';
import { Producer } from './producer.ts';
import type { Schedule } from './schedule.ts';
import type { Subject } from './subject.ts';

/** What came of a schedule. */
export interface Run {
  violations: string[];
  outcomes: Outcomes;
  /** Faults met by calls and invocations, by kind. */
  faults: Record<string, number>;
  invocations: number;
  /** What happened, line by line. */
  story: string[];
}

const startMs = Date.UTC(2026, 10, 21, 5);

/** Runs a schedule to its end in virtual time, and holds the function against the claim. */
export async function runSchedule(schedule: Schedule, subject: Subject): Promise<Run> {
  const time = new VirtualTime(startMs);
  const story: string[] = [];
  const tell = (line: string) => story.push(`${(time.elapsedMs / 1000).toFixed(3)} s  ${line}`);
  const ledger = new Ledger();
  const calls = new ScheduledCalls(time, schedule, tell);
  const world = { time, ledger, schedule, tell, calls };
  const stream = new ModelStream(schedule.shards, () => time.nowMs());
  const producer = new Producer(stream, { ...world, fates: subject.fates });
  const destination = subject.createWorld({ calls, ledger, schedule });
  if (destination.mayBeRefused) ledger.mayBeRefused = destination.mayBeRefused;
  if (destination.isDelivered) ledger.isDelivered = destination.isDelivered;
  const invoked = invokedFunction({ ...world, destination, isPoison: producer.isPoison });
  const mapping = createMapping({ ...world, stream, producer, invoked });
  try {
    await time.run(async () => {
      const clocks = jumpClocks(schedule, time, tell);
      await producer.putFirst();
      await Promise.all([mapping.run(), producer.putRest(), clocks]);
    });
  } catch (error) {
    ledger.violations.push(`the run broke off: ${error instanceof Error ? error.stack : error}`);
  }
  const outcomes = checkEnd(ledger);
  destination.checkEnd();
  const { invocations } = invoked;
  return {
    violations: ledger.violations.map((line) => producer.readable(line)),
    outcomes,
    faults: calls.met,
    invocations,
    story: story.map((line) => producer.readable(line)),
  };
}

interface Mapped {
  schedule: Schedule;
  time: VirtualTime;
  ledger: Ledger;
  tell: (line: string) => void;
  stream: ModelStream;
  producer: Producer;
  invoked: ReturnType<typeof invokedFunction>;
}

/** The mapping between stream and function; the ledger is told where records go. */
function createMapping(world: Mapped): EventSourceMapping {
  const { schedule, time, ledger, tell, stream, producer, invoked } = world;
  const service = new LambdaService(invoked.options);
  const again = [...schedule.again];
  return new EventSourceMapping({
    settings: schedule.settings,
    rules: schedule.rules,
    source: stream,
    clock: time,
    invoke: (event) => invoked.invoke(service, event),
    onFailure: async ({ records, condition, shard }) => {
      tell(`${shard}: ${producer.names(records)} to the on-failure destination: ${condition}`);
      for (const record of records) ledger.handOver(record);
      producer.left(records);
    },
    settled: (records) => {
      for (const record of records) ledger.settle(record);
      producer.left(records);
    },
    handsOverAgain: () => again.shift() ?? false,
  });
}

async function jumpClocks(
  { jumps }: Schedule,
  time: VirtualTime,
  tell: (line: string) => void,
): Promise<void> {
  await Promise.all(
    jumps.map(async ({ atMs, byMs }) => {
      await time.sleep(atMs);
      time.skewMs += byMs;
      tell(`the wall clock jumps by ${byMs} ms`);
    }),
  );
}
