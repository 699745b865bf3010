import { table } from '../../console/table.ts';
import type { Hop } from '../account/hops.ts';
import { count, plural } from './figures.ts';
import { hopsTable, whereaboutsTable } from './hops-table.ts';
import { printHeading } from './print-report.ts';

/**
 * Prints what became of everything, hop by hop.
 *
 * @param lookFurther commands to try next
 * @returns whether all of it adds up
 */
export function printHopsOutcome(
  hops: readonly Pick<Hop, 'account' | 'next'>[],
  lookFurther: readonly string[],
): boolean {
  printHeading('What came to each hop, and what became of it');
  table(hopsTable(hops));
  printHeading('Where they are now');
  table(whereaboutsTable(hops));
  printHeading('Look further');
  for (const line of lookFurther) console.log(line);
  return printVerdict(hops);
}

function printVerdict(hops: readonly Pick<Hop, 'account'>[]): boolean {
  const problems = hops.flatMap(({ account }) => account.problems);
  const found = hops.reduce((sum, { account: { counts } }) => sum + counts.delivered, 0);
  const passed =
    `All events are accounted for at all ${hops.length} hops. Checked byte for byte: ` +
    `${count(found)} found behind them, each once.`;
  printHeading(problems.length === 0 ? passed : `FAILED: ${plural(problems.length, 'problem')}`);
  for (const problem of problems) console.log(`- ${problem}`);
  return problems.length === 0;
}
