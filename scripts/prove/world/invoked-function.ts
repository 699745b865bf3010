import type { InvocationResult } from '../../../packages/log-stream/src/testing/event-source-mapping/response.ts';
import type { LambdaKinesisRecord } from '../../../packages/log-stream/src/testing/factories.ts';
import {
  type ExecutionEnvironment,
  type InvocationContext,
  type InvocationFate,
  type LambdaService,
  type LambdaServiceOptions,
  type Life,
  timedOutError,
} from '../../../packages/log-stream/src/testing/lambda-service.ts';
import type { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import type { VirtualTime } from '../../../packages/log-stream/src/testing/virtual-time.ts';
import { checkAnswer, checkFirstOpen, tookAll } from './check-answer.ts';
import type { Ledger } from './ledger.ts';
import type { Schedule } from './schedule.ts';
import type { SubjectWorld } from './subject.ts';

interface World {
  time: VirtualTime;
  ledger: Ledger;
  schedule: Schedule;
  calls: ScheduledCalls;
  tell: (line: string) => void;
  destination: SubjectWorld;
  isPoison: (record: LambdaKinesisRecord) => boolean;
}

type Event = { Records: LambdaKinesisRecord[] };

const plainFate: InvocationFate = { fault: 'none', cold: false, lateMs: 0 };

/** With this much time left a function must answer: what it keeps back is 0.5 s. */
const answerMs = 1_000;

/** With this much time left a fault or two that pass are no reason to give a batch back. */
const plentyMs = 9_000;

/** The function as Lambda runs it, each invocation told and held against the claim. */
export function invokedFunction(world: World) {
  const { time, schedule, ledger, tell, calls } = world;
  const fates = [...schedule.fates];
  const counts = { invocations: 0 };
  let fate = plainFate;
  const options: LambdaServiceOptions = {
    clock: time,
    functionName: 'under-proof',
    timeoutMs: schedule.timeoutMs,
    start: (life) => observed(life, world),
    fateOf: () => fate,
  };
  return {
    options,
    get invocations() {
      return counts.invocations;
    },
    async invoke(service: LambdaService, event: Event): Promise<InvocationResult> {
      fate = fates.shift() ?? plainFate;
      counts.invocations += 1;
      const number = counts.invocations;
      if (fate.fault !== 'none') calls.met[fate.fault] = (calls.met[fate.fault] ?? 0) + 1;
      const leftMs = Math.max(0, schedule.timeoutMs - fate.lateMs);
      tell(`invocation ${number}: ${describe(event, fate, leftMs)}`);
      ledger.invoked(event.Records);
      const result = await service.invoke(event);
      const answer = result.kind === 'answered' ? JSON.stringify(result.response) : result.error;
      tell(`invocation ${number} ends: ${answer}`);
      checkFailure(result, leftMs, ledger);
      return result;
    },
  };
}

function checkFailure(result: InvocationResult, leftMs: number, ledger: Ledger): void {
  if (result.kind !== 'failed') return;
  if (result.error === timedOutError && leftMs >= answerMs) {
    ledger.violations.push(`it had ${leftMs} ms, and timed out instead of answering`);
  }
  if (/^\w*Error\b/.test(result.error)) ledger.violations.push(`it threw: ${result.error}`);
}

function describe({ Records: records }: Event, { fault, cold }: InvocationFate, leftMs: number) {
  const numbers = records.map(({ kinesis }) => kinesis.sequenceNumber);
  const shard = records[0]?.eventID.split(':')[0];
  const notes = [fault !== 'none' && fault, cold && 'cold', `${leftMs} ms`].filter(Boolean);
  return `${shard}, ${numbers.length} records from ${numbers[0]} (${notes.join(', ')})`;
}

/** The function in one process: what it answers is held against the claim before Lambda has it. */
function observed(life: Life, { destination, ledger, isPoison }: World): ExecutionEnvironment {
  const lines: string[] = [];
  const { wholeBatch = false } = destination;
  const inner = destination.start(life, (line) => lines.push(line));
  return {
    handler: async (event: Event, context: InvocationContext) => {
      if (event.Records.some(isPoison)) {
        life.kill();
        return new Promise(() => {});
      }
      lines.length = 0;
      const leftMs = context.getRemainingTimeInMillis();
      const response = await inner.handler(event, context);
      if (life.isOver) return response;
      const answer = { records: event.Records, response, lines };
      checkAnswer(answer, ledger);
      const { passing, lasting } = life.troubles;
      const mustSucceed = leftMs >= plentyMs && lasting === 0 && passing <= 2;
      if (mustSucceed && !tookAll(answer)) {
        ledger.violations.push(`it gave up with ${leftMs} ms after ${passing} faults that pass`);
      }
      const sound = leftMs >= answerMs && !life.troubles.services.has('s3');
      if (sound && !wholeBatch) checkFirstOpen(answer, ledger);
      return response;
    },
  };
}
