import type {
  ExecutionEnvironment,
  Life,
} from '../../../packages/log-stream/src/testing/lambda-service.ts';
import type { CallFaultKind } from '../../../packages/log-stream/src/testing/scheduled/call-fault.ts';
import type { ScheduledCalls } from '../../../packages/log-stream/src/testing/scheduled/scheduled-calls.ts';
import type { EnteredEvent } from './entered-event.ts';
import type { Ledger } from './ledger.ts';
import type { Fates } from './record-plan.ts';
import type { Schedule } from './schedule.ts';

/** What a function under proof is put together with. */
export interface Wiring {
  calls: ScheduledCalls;
  ledger: Ledger;
  schedule: Schedule;
}

/** The function's destinations in one world. */
export interface SubjectWorld {
  /** A cold start: the real handler and sinks before scheduled services. */
  start(life: Life, log: (line: string) => void): ExecutionEnvironment;
  /** Whether the function answers for a batch as a whole. */
  wholeBatch?: boolean;
  /** Holds the end against what this function promises beyond the common claim. */
  checkEnd(): void;
  /** Whether the destination refuses an event for its content; without it, none. */
  mayBeRefused?(event: EnteredEvent): boolean;
  /** Whether an event is wherever it is wanted; without it, one copy anywhere will do. */
  isDelivered?(event: EnteredEvent): boolean;
}

/** A function under proof. */
export interface Subject {
  name: string;
  /** Services that it calls. */
  services: string[];
  /** Faults that its services have beyond those of all. */
  faults: CallFaultKind[];
  /** Where it makes something else of events than the common schema does. */
  fates?: Fates;
  /** Lets clients read what they read once for a process; in real time, before the first schedule. */
  prepare(): Promise<void>;
  createWorld(wiring: Wiring): SubjectWorld;
}
