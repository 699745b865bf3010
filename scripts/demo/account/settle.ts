import { setTimeout as sleep } from 'node:timers/promises';
import type { Auditor } from './auditor.ts';
import type { Ledger } from './ledger.ts';

/** Of the function's own log. */
const errorsShown = 3;

export interface SettleOptions {
  /** How long nothing may change before it is given up, in milliseconds. Default 3 minutes. */
  patienceMs?: number;
  /** Pause between two looks, in milliseconds. Default half a second. */
  pauseMs?: number;
  /** After how long events that must be filtered count as filtered without the function's word. */
  filteredPatienceMs?: number;
  onLook?: () => void;
}

/**
 * Looks into the bucket until every event sent is accounted for.
 *
 * @throws Error that says what is missing, when nothing has changed for as long as the patience lasts
 */
export async function settle(
  ledger: Ledger,
  auditor: Auditor,
  options: SettleOptions = {},
): Promise<void> {
  const { patienceMs = 180_000, pauseMs = 500, filteredPatienceMs = 15_000, onLook } = options;
  let before = -1;
  let changedAt = Date.now();
  for (;;) {
    await auditor.look();
    onLook?.();
    const { accounted } = auditor;
    if (accounted >= ledger.totals.all.sent) return;
    if (accounted !== before) changedAt = Date.now();
    before = accounted;
    const waitedMs = Date.now() - changedAt;
    if (waitedMs > filteredPatienceMs && auditor.takeFilteredForGranted()) return;
    if (waitedMs > patienceMs) throw new Error(describeMissing(ledger, auditor, waitedMs));
    await sleep(pauseMs);
  }
}

/** `12 of 400 events are unaccounted for, and nothing has changed for 180 s: 10 orders, 2 audit` */
function describeMissing(ledger: Ledger, auditor: Auditor, waitedMs: number): string {
  const missing = ledger.missing();
  const byLogType = new Map<string, number>();
  for (const { logType } of missing) byLogType.set(logType, (byLogType.get(logType) ?? 0) + 1);
  const list = [...byLogType].map(([logType, count]) => `${count} ${logType}`).join(', ');
  const seconds = Math.round(waitedMs / 1000);
  const said = auditor.figures?.errors.slice(-errorsShown).map((line) => `\n${line}`) ?? [];
  return (
    `${missing.length} of ${ledger.totals.all.sent} events are unaccounted for, ` +
    `and nothing has changed for ${seconds} s: ${list}${said.join('')}`
  );
}
