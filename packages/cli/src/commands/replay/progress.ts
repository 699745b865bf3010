import type { Writable } from 'node:stream';
import type { Tally } from './tally.ts';

const width = 24;
const everyMs = 200;

/** A line on a terminal that shows how far it is; nothing where there is no terminal. */
export class ProgressLine {
  readonly #stream: Writable & { isTTY?: boolean };
  readonly #total: number | undefined;
  #shownAt = 0;

  constructor(stream: Writable & { isTTY?: boolean }, total: number | undefined) {
    this.#stream = stream;
    this.#total = total;
  }

  show(tally: Tally): void {
    const now = Date.now();
    if (!this.#stream.isTTY || now - this.#shownAt < everyMs) return;
    this.#shownAt = now;
    this.#stream.write(`\r\x1b[K${progressText(tally, this.#total)}`);
  }

  clear(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\x1b[K');
  }
}

/** `[######------------------] 3 of 12, 410 events sent, 6 left` */
function progressText(tally: Tally, total: number | undefined): string {
  const events = `${tally.sent} events sent, ${tally.leftCount} left`;
  if (total === undefined) return `${tally.containers} messages, ${events}`;
  const done = Math.round((Math.min(tally.containers, total) / Math.max(total, 1)) * width);
  const bar = '#'.repeat(done) + '-'.repeat(width - done);
  return `[${bar}] ${tally.containers} of ${total}, ${events}`;
}
