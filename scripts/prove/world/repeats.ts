import { gunzipSync } from 'node:zlib';
import { readAggregate } from '@logdrive/log-stream';
import type { Life } from '../../../packages/log-stream/src/testing/lambda-service.ts';
import type { Caller } from '../../../packages/log-stream/src/testing/scheduled/http-handler.ts';
import type { EntryObserver } from '../../../packages/log-stream/src/testing/scheduled/scheduled-kinesis.ts';
import { marksIn } from './entered-event.ts';
import type { Ledger } from './ledger.ts';

interface Acknowledgement {
  life: Life;
  invocation: number;
}

/**
 * Where destinations take what they are given as often as it is given, repeats must be forced: by an
 * answer that was lost, or by Lambda handing a record over again.
 */
export class Repeats implements EntryObserver {
  readonly #ledger: Ledger;
  readonly #memory: 'invocation' | 'process';
  readonly #accepted = new Map<string, number>();
  readonly #acknowledged = new Map<string, Acknowledgement[]>();

  /**
   * @param memory how long the function remembers what was acknowledged: for an invocation, or in its
   *   process until the record is settled
   */
  constructor(ledger: Ledger, memory: 'invocation' | 'process') {
    this.#ledger = ledger;
    this.#memory = memory;
  }

  accepted(destination: string, data: Buffer, { life, late }: Caller): void {
    const text = plain(data);
    this.#ledger.arrived(text, destination);
    for (const n of marksIn(text)) {
      const key = `${destination} ${n}`;
      this.#accepted.set(key, (this.#accepted.get(key) ?? 0) + 1);
      if (late) continue; // it was sent before
      const known = this.#acknowledged.get(key) ?? [];
      if (!known.some((acknowledgement) => this.#remembers(acknowledgement, life, n))) continue;
      this.#ledger.violations.push(`event #${n}# went to ${destination} again, which had it`);
    }
  }

  acknowledged(destination: string, data: Buffer, life: Life): void {
    for (const n of marksIn(plain(data))) {
      const key = `${destination} ${n}`;
      const known = this.#acknowledged.get(key) ?? [];
      this.#acknowledged.set(key, [...known, { life, invocation: life.invocation }]);
    }
  }

  /** At the end: every copy but one for each invocation is owed to an answer that was lost. */
  check(): void {
    for (const [key, accepted] of this.#accepted) {
      const n = Number(key.split(' ')[1]);
      const hidden = accepted - (this.#acknowledged.get(key)?.length ?? 0);
      const given = this.#ledger.timesGiven(n);
      if (accepted <= given + Math.max(0, hidden)) continue;
      this.#ledger.violations.push(`event #${n}# went ${accepted} times, given ${given} times`);
    }
  }

  #remembers({ life, invocation }: Acknowledgement, now: Life, n: number): boolean {
    if (life !== now) return false;
    if (invocation === now.invocation) return true;
    return this.#memory === 'process' && !this.#ledger.wasAnswered(n);
  }
}

/** The text of what was packed or compressed, so that marks are seen. */
function plain(data: Buffer): string {
  const packed = readAggregate(data);
  if (packed !== undefined) return packed.map((record) => plain(record.data)).join('\n');
  if (data[0] !== 0x1f || data[1] !== 0x8b) return data.toString();
  try {
    return gunzipSync(data).toString();
  } catch {
    return '';
  }
}
