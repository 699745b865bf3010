import { relative } from 'node:path';
import { table } from '../../console/table.ts';
import { CLONE } from '../../paths.ts';
import type { Auditor } from '../account/auditor.ts';
import type { Ledger } from '../account/ledger.ts';
import type { Shipment } from '../shipment.ts';
import { count, plural, shorten } from './figures.ts';
import { objectTree } from './object-tree.ts';
import { quarantineTable } from './quarantine-table.ts';
import { totalsTable } from './totals-table.ts';

const lineWidth = 160;

/** Prints what came of a shipment: totals, objects, the beginning of one, the quarantine. */
export function printShipment({ ledger, auditor }: Shipment, bucket: string): void {
  printTotals(ledger, auditor, 'delivered');
  printHeading('Objects');
  for (const line of objectTree(bucket, auditor.objects)) console.log(line);
  printBeginning(auditor.objects);
  printQuarantine(auditor);
}

/** @param arrived the word for what came to its destination, such as `delivered` */
export function printTotals(ledger: Ledger, auditor: Auditor, arrived: string): void {
  printHeading('What was sent, and what became of it');
  table(totalsTable(ledger, arrived));
  const { sent, delivered, quarantined } = ledger.totals.all;
  const { filtered } = auditor;
  console.log(
    `\n${count(delivered)} ${arrived} + ${count(filtered)} filtered + ${count(quarantined)} ` +
      `quarantined = ${count(delivered + filtered + quarantined)} of ${plural(sent, 'event')} sent`,
  );
  if (auditor.granted > 0) {
    console.log(
      `(${count(auditor.granted)} filtered by difference: the function's log lacks a line)`,
    );
  }
}

export function printQuarantine({ quarantine }: Auditor): void {
  const reasons = quarantine.reasons();
  if (reasons.length === 0) return;
  printHeading('Quarantine: each event with its reason and its original bytes');
  table(quarantineTable(reasons));
}

export function printHeading(text: string): void {
  console.log(`\n== ${text}`);
}

/** A path as one would type it at the clone's top. */
export function shownPath(path: string): string {
  return relative(CLONE, path);
}

/** The first lines of the first object that has several. */
function printBeginning(objects: Auditor['objects']): void {
  const object = objects.find(({ firstLines }) => firstLines.length > 1) ?? objects[0];
  if (object === undefined) return;
  printHeading(`The first lines of ${shownPath(object.file)}`);
  for (const line of object.firstLines) console.log(shorten(line, lineWidth));
}
