import type { Heard } from './heard.ts';
import type { Prepared } from './prepare.ts';
import type { Answer } from './targets/target.ts';

/** Counts of one run; in events but for the first two. */
export class Tally {
  /** Objects or messages read. */
  containers = 0;
  /** Of them, those of which everything has been sent. */
  finished = 0;
  toSend = 0;
  sent = 0;
  sentBefore = 0;
  notSelected = 0;
  /** What stays where it is, by reason. */
  readonly left = new Map<string, number>();

  get leftCount(): number {
    return [...this.left.values()].reduce((a, b) => a + b, 0);
  }

  count(action: Heard['action'], prepared: Prepared | undefined): void {
    if (action === 'send') this.toSend += 1;
    if (action === 'sent_before') this.sentBefore += 1;
    if (action === 'not_selected') this.notSelected += 1;
    if (action === 'leave' && prepared?.status === 'left') this.leave(prepared.reason);
  }

  answer(answer: Answer): void {
    if (answer.status === 'taken') this.sent += 1;
    if (answer.status === 'refused') this.leave(answer.reason);
  }

  leave(reason: string): void {
    this.left.set(reason, (this.left.get(reason) ?? 0) + 1);
  }
}
