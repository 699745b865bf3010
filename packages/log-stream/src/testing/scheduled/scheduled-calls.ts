import type { Life } from '../lambda-service.ts';
import type { VirtualTime } from '../virtual-time.ts';
import {
  isRefusal,
  type Outage,
  passesAtOnce,
  type ScheduledFault,
  takesEffect,
} from './call-fault.ts';

/** One call of a client, made known to the schedule. */
export interface Call<T> {
  service: string;
  /** Told in the story. */
  what: string;
  /** Ends the call from the caller's side. */
  signal?: AbortSignal | undefined;
  /** Takes effect and makes the answer; some entries are to fail. `late`: the caller has given up. */
  apply: (entryFault: EntryFaultOf, late: boolean) => T;
}

/** Whether and how an entry fails; see `ScheduledFault.entries`. */
export type EntryFaultOf = (index: number) => 'throttled' | 'internal' | undefined;

/** What a call came to: an answer, a refusal to be worded by the fake, or an unreadable answer. */
export type CallResult<T> =
  | { kind: 'answer'; value: T; garbled: boolean }
  | { kind: 'throttled' | 'server_error' | 'denied' | 'conflict' };

/** The caller's process has died: nothing it waits for ever comes. */
const never = new Promise<never>(() => {});

const latencyMs = 5;

/** Decides what each call meets, in the order in which the calls are made. */
export class ScheduledCalls {
  readonly #time: VirtualTime;
  readonly #faults: readonly ScheduledFault[];
  readonly #outages: readonly Outage[];
  readonly #tell: (line: string) => void;
  #calls = 0;
  /** Faults that calls have met, by kind. */
  readonly met: Record<string, number> = {};

  constructor(
    time: VirtualTime,
    schedule: { faults: readonly ScheduledFault[]; outages: readonly Outage[] },
    tell: (line: string) => void = () => {},
  ) {
    this.#time = time;
    this.#faults = schedule.faults;
    this.#outages = schedule.outages;
    this.#tell = tell;
  }

  /**
   * @throws Error with a code, as a broken connection does; what the caller's signal says
   */
  async make<T>(life: Life, call: Call<T>): Promise<CallResult<T>> {
    if (life.isOver) return never;
    if (call.signal?.aborted) throw abortError(call.signal);
    const fault = this.#next(call.service);
    const { kind } = fault;
    this.#note(fault, life, call);
    if (kind === 'late') {
      this.#time.sleep(fault.ms ?? 0).then(() => {
        this.#tell(`${call.service}: takes effect late: ${call.what}`);
        call.apply(noEntryFails, true);
      });
    }
    const value = takesEffect(kind) ? call.apply(entryFaults(fault), false) : undefined;
    if (kind === 'crash_before' || kind === 'crash_after') {
      life.kill();
      return never;
    }
    await this.#answer(fault, call.signal);
    if (life.isOver) return never;
    if (isRefusal(kind)) return { kind: kind as 'throttled' };
    if (kind === 'reset' || kind === 'hidden') throw brokenConnection();
    return { kind: 'answer', value: value as T, garbled: kind === 'garbled' };
  }

  #note(fault: ScheduledFault, life: Life, call: { service: string; what: string }): void {
    const { kind } = fault;
    const { service, what } = call;
    this.met[kind] = (this.met[kind] ?? 0) + 1;
    this.#tell(`${service}: ${what}${kind === 'none' ? '' : ` -> ${told(fault)}`}`);
    if (kind === 'none') return;
    life.troubles[passesAtOnce(kind) ? 'passing' : 'lasting'] += 1;
    life.troubles.services.add(service);
  }

  #next(service: string): ScheduledFault {
    const now = this.#time.elapsedMs;
    const outage = this.#outages.find(
      (each) =>
        (each.service === service || each.service === 'all') &&
        now >= each.fromMs &&
        now < each.toMs,
    );
    if (outage !== undefined) return { kind: outage.kind, entries: outage.entries ?? 0 };
    const fault = this.#faults[this.#calls];
    this.#calls += 1;
    return fault ?? { kind: 'none' };
  }

  async #answer({ kind, ms = 0 }: ScheduledFault, signal?: AbortSignal): Promise<void> {
    const silent = kind === 'hang' || kind === 'hidden_hang' || kind === 'late';
    const answer = silent ? never : this.#time.sleep(kind === 'slow' ? ms : latencyMs);
    if (signal === undefined) return answer;
    let abort = () => {};
    const aborted = new Promise<never>((_, reject) => {
      abort = () => reject(abortError(signal));
    });
    signal.addEventListener('abort', abort, { once: true });
    try {
      await Promise.race([answer, aborted]);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
}

function told({ kind, ms, entries }: ScheduledFault): string {
  if (kind === 'partial') return `partial (${(entries ?? 0).toString(2)})`;
  return kind === 'slow' || kind === 'late' ? `${kind} (${ms} ms)` : kind;
}

function entryFaults({ kind, entries = 0 }: ScheduledFault): EntryFaultOf {
  if (kind !== 'partial') return noEntryFails;
  const bit = (index: number) => ((entries >> (index % 16)) & 1) === 1;
  return (index) => {
    if (!bit(index)) return undefined;
    return bit(index + 1) ? 'internal' : 'throttled';
  };
}

function noEntryFails(): undefined {
  return undefined;
}

function brokenConnection(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
}

/** As the SDK's request handler words it. */
function abortError(signal: AbortSignal): Error {
  return Object.assign(new Error('Request aborted', { cause: signal.reason }), {
    name: 'AbortError',
  });
}
