import { createDeadline } from '@logdrive/log-stream';
import type { KinesisWriter } from '../../../packages/log-stream/src/kinesis/kinesis-writer.ts';
import type { SentLog } from './accounts.ts';
import { chaosLog } from './chaos-logs.ts';
import type { Clock } from './incidents.ts';

/** Times a second that logs are sent. */
const callsPerSecond = 2;
const patienceMs = 60_000;

/** Logs that flow into a stream at an even rate, and what was sent. */
export class Flow {
  readonly sent: SentLog[] = [];
  readonly #writer: KinesisWriter;

  constructor(writer: KinesisWriter) {
    this.#writer = writer;
  }

  /** @throws Error when the stream does not take a log within a minute */
  async run(clock: Clock, options: { seconds: number; perSecond: number }): Promise<void> {
    const { seconds, perSecond } = options;
    for (let call = 0; call < seconds * callsPerSecond; call += 1) {
      await clock.until(call / callsPerSecond);
      await this.#send(perSecond / callsPerSecond);
    }
  }

  async #send(count: number): Promise<void> {
    const now = new Date();
    const first = this.sent.length;
    const logs = Array.from({ length: count }, (_, index) => chaosLog(first + index, now));
    const endMs = Date.now() + patienceMs;
    const outcomes = await this.#writer.write(
      logs.map(({ record }) => record),
      createDeadline(() => endMs - Date.now()),
    );
    if (outcomes.some(({ status }) => status !== 'delivered')) {
      throw new Error('the stream has not taken all logs within a minute');
    }
    this.sent.push(...logs.map(({ log }) => log));
  }
}
