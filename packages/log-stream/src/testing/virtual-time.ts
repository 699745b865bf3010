import { syncBuiltinESMExports } from 'node:module';
import timersPromises from 'node:timers/promises';
import type { MappingClock } from './event-source-mapping/shard-source.ts';

const soon = globalThis.setImmediate;

/** What virtual time takes the place of. */
interface TimeFunctions {
  setTimeout: unknown;
  clearTimeout: unknown;
  sleep: unknown;
  abort: unknown;
  now: unknown;
  performance: unknown;
  random: unknown;
}

/** What `setTimeout` answers; the methods are those that callers use of Node's own. */
class Timer {
  readonly atMs: number;
  readonly order: number;
  readonly fire: () => void;

  constructor(atMs: number, order: number, fire: () => void) {
    this.atMs = atMs;
    this.order = order;
    this.fire = fire;
  }

  isBefore(other: Timer): boolean {
    return this.atMs === other.atMs ? this.order < other.order : this.atMs < other.atMs;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

/**
 * Time that stands still while code works and jumps to the next timer when all of it waits: hours go
 * by in milliseconds, and the same code takes the same course each time.
 *
 * While installed it takes the place of `setTimeout` (global and of `node:timers/promises`),
 * `AbortSignal.timeout`, `Date.now`, `performance.now`, and of `Math.random`, which pauses are made of. Code that waits for anything but these and
 * promises (a socket, a file, a thread) is not waited for.
 */
export class VirtualTime implements MappingClock {
  readonly #startMs: number;
  #elapsedMs = 0;
  #timers: Timer[] = [];
  #order = 0;
  /** How far the wall clock is off; timers do not care. */
  skewMs = 0;

  /** @param startMs epoch milliseconds */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  /** Milliseconds since the beginning, by a clock that never jumps. */
  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  nowMs(): number {
    return this.#startMs + this.#elapsedMs;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.#after(ms, resolve));
  }

  /** Calls back after `ms`; what it returns takes the call back. */
  #after(ms: number, fire: () => void): Timer {
    const delay = Number.isFinite(ms) ? Math.max(0, ms) : 0;
    this.#order += 1;
    const timer = new Timer(this.#elapsedMs + delay, this.#order, fire);
    this.#timers.push(timer);
    return timer;
  }

  #cancel(timer: unknown): void {
    const index = this.#timers.indexOf(timer as Timer);
    if (index >= 0) this.#timers.splice(index, 1);
  }

  /**
   * Does the work in virtual time, and gives the real time back.
   *
   * @throws what the work throws; Error when it waits for something that will never come, or goes on
   *   for a week
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const restore = this.#install();
    try {
      let settled = false;
      const result = work().finally(() => {
        settled = true;
      });
      result.catch(() => {});
      for (;;) {
        await turn();
        if (settled) return await result;
        this.#advance();
      }
    } finally {
      restore();
    }
  }

  #advance(): void {
    let next: Timer | undefined;
    for (const timer of this.#timers) if (next === undefined || timer.isBefore(next)) next = timer;
    if (next === undefined) throw new Error('everything waits for something that will never come');
    if (next.atMs > longestMs) throw new Error('there is no end in sight');
    this.#cancel(next);
    this.#elapsedMs = Math.max(this.#elapsedMs, next.atMs);
    next.fire();
  }

  #install(): () => void {
    const real: TimeFunctions = {
      setTimeout: globalThis.setTimeout,
      clearTimeout: globalThis.clearTimeout,
      sleep: timersPromises.setTimeout,
      abort: AbortSignal.timeout,
      now: Date.now,
      performance: performance.now,
      random: Math.random,
    };
    const replace = (to: TimeFunctions) => {
      Object.assign(globalThis, { setTimeout: to.setTimeout, clearTimeout: to.clearTimeout });
      Object.assign(timersPromises, { setTimeout: to.sleep });
      Object.assign(AbortSignal, { timeout: to.abort });
      Object.assign(Date, { now: to.now });
      Object.assign(performance, { now: to.performance });
      Object.assign(Math, { random: to.random });
      syncBuiltinESMExports();
    };
    replace(this.#virtual());
    return () => replace(real);
  }

  #virtual(): TimeFunctions {
    return {
      setTimeout: (fire: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) =>
        this.#after(ms, () => fire(...args)),
      clearTimeout: (timer: unknown) => this.#cancel(timer),
      sleep: (ms = 0, value?: unknown, options: { signal?: AbortSignal } = {}) =>
        new Promise((resolve, reject) => {
          const timer = this.#after(ms, () => resolve(value));
          options.signal?.addEventListener('abort', () => {
            this.#cancel(timer);
            reject(options.signal?.reason);
          });
        }),
      abort: (ms: number) => {
        const controller = new AbortController();
        const late = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
        this.#after(ms, () => controller.abort(late));
        return controller.signal;
      },
      now: () => Math.floor(this.nowMs() + this.skewMs),
      performance: () => this.#elapsedMs,
      random: createRandom(),
    };
  }
}

const longestMs = 7 * 24 * 3_600_000;

/** Numbers from 0 to 1 that look random and are the same each time: a linear congruential generator. */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Lets every promise come to where it waits for a timer. */
function turn(): Promise<void> {
  return new Promise((resolve) => soon(resolve));
}
