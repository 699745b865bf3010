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

type Report = Partial<Counts> & { RecordsReceived?: number };

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
  const report = reportIn(lines, ledger);
  const taken = report?.RecordsReceived ?? records.length;
  const end = verdict.kind === 'success' ? records.length : verdict.from;
  if (end > taken) ledger.violations.push(`${end} records are settled, and ${taken} were read`);
  const settled = records.slice(0, end).flatMap((record) => ledger.eventsOf(record));
  const open = records.slice(end, taken).flatMap((record) => ledger.eventsOf(record));
  for (const event of settled) {
    checkSettled(event, ledger);
    ledger.answer(event);
  }
  if (report !== undefined) checkCounts(settled, open, report, ledger);
}

/**
 * Where the quarantine works, a record holds a batch back only for the destination's sake: the first that
 * comes back has an event that is not delivered, or may not be known to be.
 */
export function checkFirstOpen({ records, response, lines }: Answer, ledger: Ledger): void {
  const verdict = readResponse(response, records);
  if (verdict.kind !== 'partial' || tookAll({ records, response, lines })) return;
  const first = records.slice(verdict.from, verdict.from + 1);
  const events = first.flatMap((record) => ledger.eventsOf(record));
  if (events.some(({ fate }) => fate === 'deliver')) return;
  ledger.violations.push('a record without an event for the destination holds the batch back');
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

/** The invocation's one log line with metrics. */
function reportIn(lines: readonly string[], ledger: Ledger): Report | undefined {
  const parsed = lines.map((line) => JSON.parse(line) as Report & { _aws?: unknown });
  const reports = parsed.filter(({ _aws }) => _aws !== undefined);
  if (reports.length === 1) return reports[0];
  ledger.violations.push(`an invocation reports ${reports.length} times`);
  return undefined;
}

/** Whether an answer takes all of a batch off the stream, but for what was too much to be read. */
export function tookAll({ records, response, lines }: Answer): boolean {
  const verdict = readResponse(response, records);
  if (verdict.kind !== 'partial') return verdict.kind === 'success';
  return lines.some((line) => (JSON.parse(line) as Report).RecordsReceived === verdict.from);
}

function checkCounts(
  settled: readonly EnteredEvent[],
  open: readonly EnteredEvent[],
  report: Report,
  ledger: Ledger,
): void {
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
    const told = report[name as keyof Counts];
    if (told !== value) ledger.violations.push(`${name} says ${told}, and it is ${value}`);
  }
}
