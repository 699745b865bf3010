import { formatDuration } from '../../console/duration.ts';
import { table } from '../../console/table.ts';
import { DocumentReader } from '../account/document-reader.ts';
import { readFreshness } from '../account/freshness.ts';
import type { SearchAuditor } from '../account/search-auditor.ts';
import type { Clients } from '../clients.ts';
import type { DemoOptions } from '../options.ts';
import type { Shipment } from '../shipment.ts';
import { indexPattern, type SearchStack } from '../stacks/search-stack.ts';
import type { UserLogs } from '../user-logs.ts';
import { count, plural } from './figures.ts';
import { indexTable } from './index-table.ts';
import { keyHint } from './key-hint.ts';
import { type Looked, lookFurtherInSearch } from './look-further-search.ts';
import { printFiles } from './print-files.ts';
import { printHeading, printQuarantine, printTotals } from './print-report.ts';
import { runSearch, searchCommand } from './search-hit.ts';

export interface SearchOutcome {
  shipment: Shipment<SearchAuditor>;
  /** The log files that were sent; undefined for the shop's logs. */
  logs: UserLogs | undefined;
  stack: SearchStack;
  clients: Pick<Clients, 'logs'>;
  options: DemoOptions;
  /** What to look for; undefined when nothing is there to be found. */
  query: string | undefined;
}

/**
 * Prints what came of the demo of search.
 *
 * @returns whether every event arrived as it must
 */
export async function printSearchOutcome(outcome: SearchOutcome): Promise<boolean> {
  const { shipment, logs, stack, clients, options } = outcome;
  const { ledger, auditor } = shipment;
  printTotals(ledger, auditor, 'found');
  if (auditor.copies > 0) {
    console.log(
      `(${count(auditor.copies)} have log type, log id and day of another: they are one document)`,
    );
  }
  await printIndices(outcome);
  const looked = await printHit(outcome);
  printQuarantine(auditor);
  await printFreshness(clients, stack);
  const different = logs ? await printFiles(logs) : 0;

  printHeading('Look further');
  const commands = lookFurtherInSearch(auditor.objects, stack, options.keep, looked);
  for (const line of commands) console.log(line);
  const hint = logs && keyHint(auditor.quarantine.reasons());
  if (hint) console.log(`\n${hint}`);
  return printVerdict(outcome, different);
}

async function printIndices({ stack, shipment }: SearchOutcome): Promise<void> {
  printHeading(`Indices of ${stack.node.url}`);
  const indices = await new DocumentReader(stack.node, indexPattern).indices();
  table(indexTable(indices));
  const { ledger, auditor } = shipment;
  const documents = indices.reduce((sum, index) => sum + index.documents, 0);
  if (documents !== auditor.found) {
    ledger.problem(`the indices count ${documents} documents, and ${auditor.found} were read`);
  }
}

async function printHit(outcome: SearchOutcome): Promise<Looked | undefined> {
  const { stack, shipment, options, query } = outcome;
  if (query === undefined) return undefined;
  const command = searchCommand(stack.node.url, query, options.keys);
  printHeading('A search, and the newest of its hits');
  console.log(`${command.shown}\n`);
  const { text, exit } = await runSearch(command);
  console.log(text.trimEnd());
  const found = exit === 0 && /\bfound\b/.test(text) && !text.startsWith('nothing found');
  if (!found) shipment.ledger.problem(`the search for ${query} has no hit`);
  return { query, command: command.shown };
}

async function printFreshness({ logs }: Pick<Clients, 'logs'>, stack: SearchStack): Promise<void> {
  const freshness = await readFreshness(logs, stack.logGroupName);
  if (freshness === undefined) return;
  const { batches, typicalMs, maxMs } = freshness;
  printHeading("Freshness, by the function's own log");
  console.log(
    `From an event's arrival in the stream until the engine acknowledged it: ` +
      `typically ${formatDuration(typicalMs)}, at most ${formatDuration(maxMs)} ` +
      `(${count(batches)} batches; the function waits up to 2 s for one to fill)`,
  );
}

/** @param different lines of log files that were found and are not the same */
function printVerdict({ shipment, logs }: SearchOutcome, different: number): boolean {
  const { ledger, auditor } = shipment;
  const tooLong = logs?.figures.reduce((sum, figures) => sum + figures.tooLong.length, 0) ?? 0;
  if (tooLong > 0)
    printHeading(`NOT SENT: ${plural(tooLong, 'line')} longer than a record of 1 MiB`);
  const problems = ledger.problemCount + different;
  const { sent, delivered, quarantined } = ledger.totals.all;
  const once = auditor.copies === 0 ? 'each once' : `in ${count(auditor.found)} documents`;
  const passed =
    `All ${count(sent)} events are accounted for. Checked byte for byte: ` +
    `${count(delivered)} found, ${once}, and ${count(quarantined)} in the quarantine.`;
  printHeading(problems === 0 ? passed : `FAILED: ${plural(problems, 'problem')}`);
  for (const problem of ledger.problems) console.log(`- ${problem}`);
  return problems === 0;
}
