import { readResponse } from '../../../packages/log-stream/src/testing/event-source-mapping/response.ts';
import type { LambdaKinesisRecord } from '../../../packages/log-stream/src/testing/factories.ts';
import type { EnteredEvent } from './entered-event.ts';
import type { Ledger } from './ledger.ts';

/** One answer of the function, with the log lines of its invocation. */
export interface Answer {
  records: readonly LambdaKinesisRecord[];
  response: unknown;
  lines: readonly string[];
}

interface Counts {
  EventsReceived: number;
  EventsDelivered: number;
  EventsFiltered: number;
  EventsQuarantined: number;
  EventsRetried: number;
}

/**
 * Holds an answer against the claim at the moment it is given: of the records it takes off the
 * stream each event is where it must be, and the counters say so.
 */
export function checkAnswer({ records, response, lines }: Answer, ledger: Ledger): void {
  const verdict = readResponse(response, records);
  if (verdict.kind === 'failure') {
    ledger.violations.push(`the answer names no record of the batch: ${verdict.why}`);
    return;
  }
  const end = verdict.kind === 'success' ? records.length : verdict.from;
  const settled = records.slice(0, end).flatMap((record) => ledger.eventsOf(record));
  const open = records.slice(end).flatMap((record) => ledger.eventsOf(record));
  for (const event of settled) {
    checkSettled(event, ledger);
    ledger.answer(event);
  }
  checkCounts(settled, open, lines, ledger);
}

function checkSettled(event: EnteredEvent, ledger: Ledger): void {
  const { n, fate } = event;
  const delivered = ledger.isDelivered(event);
  const anywhere = ledger.copiesOf(n).length > 0;
  const quarantined = ledger.quarantinedAs(n).length > 0;
  const fits = {
    deliver: delivered || quarantined,
    filter: !anywhere && !quarantined,
    reject: quarantined && !anywhere,
  };
  if (fits[fate]) return;
  const where = [delivered && 'delivered', quarantined && 'quarantined'].filter(Boolean);
  ledger.violations.push(
    `event #${n}# (${fate}) is taken off the stream and ${where.join(' and ') || 'nowhere'}`,
  );
}

function checkCounts(
  settled: readonly EnteredEvent[],
  open: readonly EnteredEvent[],
  lines: readonly string[],
  ledger: Ledger,
): void {
  const parsed = lines.map((line) => JSON.parse(line) as Partial<Counts> & { _aws?: unknown });
  const reports = parsed.filter(({ _aws }) => _aws !== undefined);
  if (reports.length !== 1) {
    ledger.violations.push(`an invocation reports ${reports.length} times`);
    return;
  }
  const refused = settled.filter(
    ({ n, fate }) => fate === 'deliver' && ledger.quarantinedAs(n).length > 0,
  ).length;
  const count = (fate: EnteredEvent['fate']) =>
    settled.filter((event) => event.fate === fate).length;
  const expected: Counts = {
    EventsReceived: settled.length + open.length,
    EventsDelivered: count('deliver') - refused,
    EventsFiltered: count('filter'),
    EventsQuarantined: count('reject') + refused,
    EventsRetried: open.length,
  };
  for (const [name, value] of Object.entries(expected)) {
    const told = reports[0]?.[name as keyof Counts];
    if (told !== value) ledger.violations.push(`${name} says ${told}, and it is ${value}`);
  }
}
