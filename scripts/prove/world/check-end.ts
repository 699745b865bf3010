import { failedToRead } from '../../../packages/log-stream/src/decode/reading-failed.ts';
import type { EnteredEvent } from './entered-event.ts';
import type { Ledger } from './ledger.ts';

/** What became of the events of a schedule. */
export interface Outcomes {
  delivered: number;
  filtered: number;
  quarantined: number;
  handed_over: number;
}

/** Holds the end of a schedule against the claim: nothing is open, each event is where it must be. */
export function checkEnd(ledger: Ledger): Outcomes {
  for (const number of ledger.open) ledger.violations.push(`record ${number} is still open`);
  const outcomes: Outcomes = { delivered: 0, filtered: 0, quarantined: 0, handed_over: 0 };
  for (const event of ledger.events) {
    const outcome = outcomeOf(event, ledger);
    if (outcome === undefined) ledger.violations.push(`event #${event.n}# is lost`);
    else outcomes[outcome] += 1;
    checkCopies(event, ledger);
    checkQuarantined(event, ledger);
  }
  return outcomes;
}

function outcomeOf(event: EnteredEvent, ledger: Ledger): keyof Outcomes | undefined {
  const { n, fate } = event;
  if (ledger.isDelivered(event)) return 'delivered';
  if (ledger.quarantinedAs(n).length > 0) return 'quarantined';
  if (ledger.wasHandedOver(n)) return 'handed_over';
  return fate === 'filter' ? 'filtered' : undefined;
}

function checkCopies({ n, fate, line }: EnteredEvent, ledger: Ledger): void {
  const copies = ledger.copiesOf(n);
  if (fate !== 'deliver' && copies.length > 0) {
    ledger.violations.push(`event #${n}# (${fate}) was delivered to ${copies[0]?.where}`);
  }
  for (const copy of copies) {
    if (line !== undefined && !copy.altered && !copy.line.includes(line)) {
      ledger.violations.push(`event #${n}# arrived as ${copy.line} instead of ${line}`);
    }
  }
  const ids = new Set(copies.flatMap((copy) => logIdIn(copy.line)));
  if (ids.size > 1) {
    ledger.violations.push(`the copies of event #${n}# have different ids: ${[...ids].join(' ')}`);
  }
}

function checkQuarantined(event: EnteredEvent, ledger: Ledger): void {
  const { n, fate } = event;
  const [entry] = ledger.quarantinedAs(n);
  if (entry === undefined) return;
  const why = `${entry.reason}: ${entry.detail}`;
  if (entry.detail.startsWith(failedToRead)) {
    // The net that keeps a defect from holding up a shard must not hide the defect here.
    ledger.violations.push(`event #${n}# (${fate}) made its reading throw (${why})`);
  }
  if (fate === 'reject') return;
  if (ledger.copiesOf(n).length > 0) {
    ledger.violations.push(`event #${n}# is delivered and quarantined as well (${why})`);
  }
  if (fate === 'filter' || !ledger.mayBeRefused(event)) {
    ledger.violations.push(`event #${n}# (${fate}) is quarantined (${why})`);
  }
}

/** None for what is more than one event. */
function logIdIn(line: string): unknown[] {
  try {
    return [(JSON.parse(line) as { log_id?: unknown }).log_id];
  } catch {
    return [];
  }
}
