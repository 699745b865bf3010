import { type Cell, table } from '../../console/table.ts';
import type { CloudWatchHops, FoundOnTheWay } from '../cloudwatch/cloudwatch-hops.ts';
import { demoFunctions, logGroupOf } from '../cloudwatch/demo-functions.ts';
import type { HopAccount } from '../cloudwatch/hop.ts';
import { type Looked, lookFurtherInCloudWatch } from '../cloudwatch/look-further.ts';
import type { StructuredEvent } from '../cloudwatch/structured-events.ts';
import { count, plural, shorten } from './figures.ts';
import { printHeading, shownPath } from './print-report.ts';

export interface CloudWatchOutcome extends Omit<Looked, 'file'> {
  /** Of each hop, from the log groups on. */
  accounts: readonly HopAccount[];
  hops: Pick<CloudWatchHops, 'bucket' | 'found'>;
}

const textWidth = 150;
const unlikeLambda =
  '(The local AWS puts neither time nor level before what a function prints, and makes an event of each\n' +
  'line of an error. On Lambda an uncaught error is one event, with errorType and stackTrace.)';
const problemsShown = 20;

/**
 * Prints what became of everything, hop by hop, and of a line of each runtime.
 *
 * @returns whether all of it adds up
 */
export function printCloudWatchOutcome(outcome: CloudWatchOutcome): boolean {
  const { accounts, hops } = outcome;
  printHeading('What came to each hop, and what became of it');
  table(accountsTable(accounts));

  for (const [name, { runtime }] of Object.entries(demoFunctions)) {
    printHeading(`${name} (${runtime}): lines of its log group, and the events that they became`);
    const group = logGroupOf(name as keyof typeof demoFunctions);
    for (const event of eventsToShow(hops.found, group)) printEvent(hops.found, event);
  }
  console.log(unlikeLambda);

  printHeading('Look further');
  const [object] = hops.bucket.objects;
  const file = object && shownPath(object.file);
  for (const line of lookFurtherInCloudWatch({ ...outcome, file })) console.log(line);
  return printVerdict(accounts);
}

function accountsTable(accounts: readonly HopAccount[]): Cell[][] {
  return [
    ['hop', 'came', 'delivered', 'filtered', 'quarantined', ''],
    ...accounts.map(({ name, sent, delivered, filtered, quarantined }) => {
      const sum = delivered + filtered + quarantined;
      const adds = sum === sent ? 'adds up' : `${count(sum)} of ${count(sent)}`;
      return [name, sent, delivered, filtered, quarantined, adds];
    }),
  ];
}

/** What the application wrote as JSON, what Lambda wrote of it, and what an error left. */
function eventsToShow(found: FoundOnTheWay | undefined, group: string): StructuredEvent[] {
  const own = found?.structured.filter(({ source }) => source?.logGroup === group) ?? [];
  return [
    own.find(({ level }) => level === 'info'),
    own.find(({ type }) => type === 'platform.report'),
    own.find(({ message }) => /^\w+Error: /.test(String(message))),
  ].filter((event) => event !== undefined);
}

function printEvent(found: FoundOnTheWay | undefined, event: StructuredEvent): void {
  const at = found?.logIds.indexOf(event.log_id) ?? -1;
  const line = found?.lines[at]?.message ?? '';
  const { source, ...members } = event;
  console.log(shorten(line.trimEnd().replaceAll('\t', '  '), textWidth));
  console.log(`  -> ${JSON.stringify(members)}`);
  console.log(`     "source":${JSON.stringify(source)}\n`);
}

function printVerdict(accounts: readonly HopAccount[]): boolean {
  const problems = accounts.flatMap((hop) => hop.problems);
  const [first] = accounts;
  const passed =
    `All ${count(first?.sent ?? 0)} lines are accounted for at all ${accounts.length} hops, ` +
    'each once, by the log id that it got from its place in the stream.';
  printHeading(problems.length === 0 ? passed : `FAILED: ${plural(problems.length, 'problem')}`);
  for (const problem of problems.slice(0, problemsShown)) console.log(`- ${problem}`);
  return problems.length === 0;
}
