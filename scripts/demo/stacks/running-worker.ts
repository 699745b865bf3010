import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { CLONE } from '../../paths.ts';
import { spawnGuarded } from '../../processes/guarded-spawn.ts';

const script = join(CLONE, 'examples', 'queue-worker', 'worker', 'worker.mjs');

/** The worker of examples/queue-worker, as its README starts it. */
export class RunningWorker {
  /** What it has said of messages that failed. */
  said = '';
  /** All lines that newLines has given, in the order that they were printed. */
  readonly lines: Buffer[] = [];
  readonly #child: ChildProcess;
  readonly #exit: Promise<number | null>;
  #printed = Buffer.alloc(0);

  constructor(queueUrl: string, env: NodeJS.ProcessEnv) {
    this.#child = spawnGuarded(process.execPath, [script], {
      env: { ...env, QUEUE_URL: queueUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#printed = Buffer.concat([this.#printed, chunk]);
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.said += chunk;
    });
    this.#exit = new Promise((resolve) => this.#child.once('close', resolve));
  }

  /** The lines that it has printed since the last call, an event each. */
  newLines(): Buffer[] {
    const lines: Buffer[] = [];
    for (let end = this.#printed.indexOf('\n'); end >= 0; end = this.#printed.indexOf('\n')) {
      lines.push(this.#printed.subarray(0, end));
      this.#printed = this.#printed.subarray(end + 1);
    }
    this.lines.push(...lines);
    return lines;
  }

  /** Ends it as an operator would. @returns its exit code; null when it did not end by itself */
  async stop(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    return this.#exit;
  }
}
