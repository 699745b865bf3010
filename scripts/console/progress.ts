import { styleText } from 'node:util';
import { formatDuration } from './duration.ts';
import { LiveLine, type Terminal } from './live-line.ts';

/** How far a step is. */
export interface Progress {
  /** How much is done, in any unit; with `total` it makes a bar. */
  done?: number;
  total?: number;
  /** A word on what is being done right now. */
  note?: string;
}

/** The work of a step; it may say how far it is, as often as it likes. */
export type Work<T> = (report: (progress: Progress) => void) => Promise<T> | T;

/** Times in milliseconds; tests give shorter ones. */
export interface Timing {
  /** A step shorter than this shows its title only. */
  quietMs: number;
  /** How often a terminal is drawn. */
  drawMs: number;
  /** How often a line is printed where there is no terminal. */
  lineMs: number;
}

interface Running extends Progress {
  title: string;
  startedAt: number;
  printedAt: number;
}

const TIMING: Timing = { quietMs: 2000, drawMs: 120, lineMs: 5000 };
const BAR_WIDTH = 24;

/** Prints the progress of steps, also of several at the same time, on one terminal. */
export class Steps {
  readonly #line: LiveLine;
  readonly #timing: Timing;
  readonly #terminal: Terminal;
  readonly #running = new Set<Running>();
  #timer: NodeJS.Timeout | undefined;

  constructor(terminal: Terminal, timing: Partial<Timing> = {}) {
    this.#terminal = terminal;
    this.#line = new LiveLine(terminal);
    this.#timing = { ...TIMING, ...timing };
  }

  /** Runs a step; see {@link step}. */
  async run<T>(title: string, work: Work<T>): Promise<T> {
    const startedAt = Date.now();
    // The first line of progress comes after the quiet time, the next ones at their own pace.
    const printedAt = startedAt + this.#timing.quietMs - this.#timing.lineMs;
    const running: Running = { title, startedAt, printedAt };
    this.#begin(running);
    try {
      const result = await work((progress) => Object.assign(running, progress));
      this.#end(running, this.#paint('green', 'done'));
      return result;
    } catch (error) {
      this.#end(running, this.#paint('red', 'failed'));
      throw error;
    }
  }

  #begin(running: Running): void {
    this.#running.add(running);
    if (!this.#line.isLive) this.#line.print(`${running.title} ...`);
    const { drawMs, lineMs } = this.#timing;
    // The timer must not keep a process alive whose work was abandoned.
    this.#timer ??= setInterval(
      () => this.#tick(),
      this.#line.isLive ? drawMs : Math.min(lineMs, 500),
    ).unref();
    this.#draw();
  }

  #end(running: Running, how: string): void {
    this.#running.delete(running);
    const took = formatDuration(Date.now() - running.startedAt);
    this.#line.print(`${running.title}: ${how} in ${took}`);
    if (this.#running.size > 0) {
      this.#draw();
    } else {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #tick(): void {
    this.#draw();
    if (this.#line.isLive) return;
    for (const running of this.#running) {
      if (Date.now() - running.printedAt < this.#timing.lineMs) continue;
      running.printedAt = Date.now();
      this.#line.print(`  ${this.#describe(running)}`);
    }
  }

  #draw(): void {
    this.#line.draw([...this.#running].map((running) => this.#describe(running)).join(' | '));
  }

  #describe(running: Running): string {
    const elapsed = Date.now() - running.startedAt;
    if (elapsed < this.#timing.quietMs) return `${running.title} ...`;
    const parts = [running.title, bar(running), running.note, formatDuration(elapsed)];
    return parts.filter(Boolean).join('  ');
  }

  #paint(colour: 'green' | 'red', text: string): string {
    return this.#terminal === process.stderr
      ? styleText(colour, text, { stream: process.stderr })
      : text;
  }
}

/** `[######------] 50% (1,000/2,000)`, a count without a total, or nothing. */
function bar({ done, total }: Progress): string | undefined {
  if (done === undefined) return undefined;
  if (total === undefined) return done.toLocaleString('en-US');
  const share = total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;
  const filled = Math.round(share * BAR_WIDTH);
  const drawn = '#'.repeat(filled) + '-'.repeat(BAR_WIDTH - filled);
  const counts = [done, total].map((count) => count.toLocaleString('en-US')).join('/');
  return `[${drawn}] ${Math.floor(share * 100)}% (${counts})`;
}

const steps = new Steps(process.stderr);

/**
 * Does `work` and says so on standard error: its title at once, its progress when it takes longer
 * than two seconds (a line that is drawn again on a terminal, a line every five seconds elsewhere),
 * and the time taken. What `work` returns or throws is passed on. Steps may run side by side.
 *
 * @example
 * await step('Sending events', async (report) => {
 *   for (const [i, event] of events.entries()) {
 *     await send(event);
 *     report({ done: i + 1, total: events.length });
 *   }
 * });
 */
export function step<T>(title: string, work: Work<T>): Promise<T> {
  return steps.run(title, work);
}
