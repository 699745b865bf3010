import type { DemoOptions } from '../options.ts';
import type { Shipment } from '../shipment.ts';
import type { LocalStack } from '../stack.ts';
import type { UserLogs } from '../user-logs.ts';
import { count, plural } from './figures.ts';
import { keyHint } from './key-hint.ts';
import { lookFurther } from './look-further.ts';
import { printFiles } from './print-files.ts';
import { printHeading, printShipment } from './print-report.ts';

export interface Outcome {
  shipment: Shipment;
  logs: UserLogs;
  local: LocalStack;
  options: DemoOptions;
}

/**
 * Prints what came of the demo.
 *
 * @returns whether every event arrived as it must
 */
export async function printOutcome({ shipment, logs, local, options }: Outcome): Promise<boolean> {
  const { ledger, auditor } = shipment;
  printShipment(shipment, local.stack.locations.bucket);
  const different = await printFiles(logs);

  printHeading('Look further');
  for (const line of lookFurther(auditor.objects, local, options.keep)) console.log(line);
  const hint = options.logs.length > 0 && keyHint(auditor.quarantine.reasons());
  if (hint) console.log(`\n${hint}`);

  const problems = ledger.problemCount + different;
  const tooLong = logs.figures.reduce((sum, figures) => sum + figures.tooLong.length, 0);
  if (tooLong > 0)
    printHeading(`NOT SENT: ${plural(tooLong, 'line')} longer than a record of 1 MiB`);
  printHeading(problems === 0 ? verdict(shipment) : `FAILED: ${plural(problems, 'problem')}`);
  for (const problem of ledger.problems) console.log(`- ${problem}`);
  return problems === 0;
}

function verdict({ ledger: { totals } }: Shipment): string {
  const { sent, delivered, quarantined } = totals.all;
  return (
    `All ${count(sent)} events are accounted for. Checked byte for byte: ` +
    `${count(delivered)} delivered, each once, and ${count(quarantined)} in the quarantine.`
  );
}
