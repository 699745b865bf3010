import type { InvocationResult } from './event-source-mapping/response.ts';
import type { MappingClock } from './event-source-mapping/shard-source.ts';
import type { LambdaKinesisRecord } from './factories.ts';

/** A function's handler and the process it lives in. */
export interface ExecutionEnvironment {
  handler: (event: { Records: LambdaKinesisRecord[] }, context: InvocationContext) => unknown;
}

export interface InvocationContext {
  functionName: string;
  awsRequestId: string;
  getRemainingTimeInMillis(): number;
}

/** What may befall one invocation. */
export interface InvocationFate {
  /** `throttled`: the function is not reached. `lost_answer`: it dies with its answer on its lips. */
  fault: 'none' | 'throttled' | 'lost_answer';
  /** Whether it gets a process of its own, though another is at hand. */
  cold: boolean;
  /** Milliseconds of its time that are gone when the handler begins. */
  lateMs: number;
}

/** A process that lives, or does not. */
export class Life {
  #end = () => {};
  #alive = true;
  /** Number of the invocation it works on, or worked on last; from 1. */
  invocation = 0;
  /** Faults that the calls of that invocation have met: those that pass at once, and the others. */
  troubles = noTroubles();
  readonly #dead: Promise<void>;

  constructor() {
    this.#dead = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get isOver(): boolean {
    return !this.#alive;
  }

  /** Resolves when the process is killed. */
  get over(): Promise<void> {
    return this.#dead;
  }

  kill(): void {
    this.#alive = false;
    this.#end();
  }
}

function noTroubles() {
  return { passing: 0, lasting: 0, services: new Set<string>() };
}

export interface LambdaServiceOptions {
  clock: MappingClock;
  functionName: string;
  timeoutMs: number;
  /** A cold start: builds the function in a new process; what it calls must heed the life's end. */
  start: (life: Life) => ExecutionEnvironment;
  /** Asked once for each invocation. */
  fateOf: (event: { Records: LambdaKinesisRecord[] }) => InvocationFate;
}

interface Process {
  life: Life;
  environment: ExecutionEnvironment;
  busy: boolean;
}

/**
 * The part of Lambda that runs a function: one invocation at a time in each process, a new process
 * when none is free, the process killed when it outlives the timeout.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export class LambdaService {
  readonly #options: LambdaServiceOptions;
  #processes: Process[] = [];
  #invocations = 0;

  constructor(options: LambdaServiceOptions) {
    this.#options = options;
  }

  /** Never throws: what the function throws is a result. */
  async invoke(event: { Records: LambdaKinesisRecord[] }): Promise<InvocationResult> {
    const fate = this.#options.fateOf(event);
    if (fate.fault === 'throttled') return { kind: 'not_invoked', error: 'TooManyRequests' };
    const process = this.#process(fate.cold);
    process.busy = true;
    const result = await this.#run(process, event, fate);
    process.busy = false;
    if (fate.fault === 'lost_answer' && result.kind === 'answered') {
      process.life.kill();
      return { kind: 'failed', error: 'the process died before its answer was out' };
    }
    return result;
  }

  #process(cold: boolean): Process {
    this.#processes = this.#processes.filter(({ life }) => !life.isOver);
    const warm = cold ? undefined : this.#processes.find(({ busy }) => !busy);
    if (warm !== undefined) return warm;
    const life = new Life();
    const process = { life, environment: this.#options.start(life), busy: false };
    this.#processes.push(process);
    return process;
  }

  async #run(
    { life, environment }: Process,
    event: { Records: LambdaKinesisRecord[] },
    { lateMs }: InvocationFate,
  ): Promise<InvocationResult> {
    const { clock, timeoutMs, functionName } = this.#options;
    this.#invocations += 1;
    life.invocation = this.#invocations;
    life.troubles = noTroubles();
    const end = clock.nowMs() + Math.max(0, timeoutMs - lateMs);
    const context = {
      functionName,
      awsRequestId: `request-${this.#invocations}`,
      getRemainingTimeInMillis: () => Math.max(0, end - clock.nowMs()),
    };
    // Each invocation reads its event anew from JSON: no object is shared between two.
    const own = { Records: event.Records.map((record) => ({ ...record })) };
    const answered = Promise.resolve()
      .then(() => environment.handler(own, context))
      .then(
        (response): InvocationResult => ({ kind: 'answered', response }),
        (error): InvocationResult => ({ kind: 'failed', error: String(error?.stack ?? error) }),
      );
    const timedOut = clock.sleep(end - clock.nowMs()).then((): InvocationResult => {
      return { kind: 'failed', error: timedOutError };
    });
    const died = life.over.then((): InvocationResult => ({ kind: 'failed', error: diedError }));
    const result = await Promise.race([answered, died, timedOut]);
    if (result.kind === 'failed' && result.error === timedOutError) life.kill();
    return result;
  }
}

export const timedOutError = 'Task timed out';
const diedError = 'Runtime exited';
