import type { Cell } from '../../console/table.ts';
import type { Ledger } from '../account/ledger.ts';

const rowsShown = 25;

/**
 * What was sent and what became of it, by log type; in each row the last three add up to the first.
 *
 * @param arrived the word for what came to its destination
 */
export function totalsTable(ledger: Ledger, arrived = 'delivered'): Cell[][] {
  const filtered = new Map<string, number>();
  for (const { logType } of ledger.missing()) {
    filtered.set(logType, (filtered.get(logType) ?? 0) + 1);
  }
  const rows = [...ledger.totals.byLogType]
    .map(([logType, { sent, delivered, quarantined }]) => ({
      logType,
      figures: [sent, delivered, filtered.get(logType) ?? 0, quarantined],
    }))
    .sort((a, b) => (b.figures[0] ?? 0) - (a.figures[0] ?? 0));
  const shown = rows.slice(0, rowsShown);
  const rest = rows.slice(rowsShown);
  if (rest.length > 0) {
    shown.push({ logType: `${rest.length} other log types`, figures: sum(rest) });
  }
  return [
    ['events', 'sent', arrived, 'filtered', 'quarantined'],
    ...shown.map(({ logType, figures }) => [logType, ...figures]),
    ['total', ...sum(rows)],
  ];
}

function sum(rows: readonly { figures: number[] }[]): number[] {
  const add = (a: number[], b: number[]) => a.map((value, index) => value + (b[index] ?? 0));
  return rows.map(({ figures }) => figures).reduce(add, [0, 0, 0, 0]);
}
