import { table } from '../../console/table.ts';
import type { MappingFigures } from '../../local-cloud/mappings/backlog.ts';
import { count } from '../report/figures.ts';
import { printHeading } from '../report/print-report.ts';
import { type Accounts, addsUp, type PlaceAccount } from './accounts.ts';
import type { Happened } from './incidents.ts';

export interface ChaosOutcome {
  accounts: Accounts;
  figures: readonly MappingFigures[];
  happened: readonly Happened[];
}

const placeNames = {
  archive: 'S3, lines of the archive',
  search: 'OpenSearch, documents',
  quarantine: 'quarantine, entries',
};

/** Prints what went wrong, how far the backlogs grew, and where each event is in the end. */
export function printChaos({ accounts, figures, happened }: ChaosOutcome): void {
  printHeading('What went wrong');
  table([
    ['', 'from', 'to'],
    ...happened.map(({ name, fromSeconds, toSeconds = fromSeconds }) => [
      name,
      `${Math.round(fromSeconds)} s`,
      `${Math.round(toSeconds)} s`,
    ]),
  ]);
  printHeading('What it did to the functions (counts of Kinesis records)');
  table([
    ['function', 'largest backlog', 'left', 'given up', 'invocations', 'gave back', 'failed'],
    ...figures.map((each) => [
      each.functionName,
      ...[each.largestBacklog, each.backlog, each.discarded],
      ...[each.invocations, each.partialAnswers, each.failedInvocations],
    ]),
  ]);
  for (const { functionName, trouble } of figures) {
    if (trouble !== undefined) console.log(`${functionName}: ${trouble}`);
  }
  printHeading('Where the logs are');
  table([
    ['', 'expected', 'found', 'missing', 'twice', 'not expected'],
    ...accounts.places.map(({ place, expected, found, missing, again, strangers }) => [
      placeNames[place],
      ...[expected, found, missing, again, strangers],
    ]),
  ]);
  console.log(`\n== ${verdict(accounts)}`);
}

function verdict(accounts: Accounts): string {
  const { sent, unwanted, places } = accounts;
  const sum = `Of ${count(sent)} logs sent, ${count(unwanted)} are wanted nowhere`;
  if (!addsUp(accounts)) return `${sum}, and the accounts of the others do not add up.`;
  return `${sum}; of the others nothing is lost, and no document is there twice.${again(places)}`;
}

function again(places: readonly PlaceAccount[]): string {
  const twice = places.reduce((sum, place) => sum + place.again, 0);
  if (twice === 0) return '';
  return ` ${count(twice)} lines of the archive and the quarantine are there twice, under the same log id.`;
}
