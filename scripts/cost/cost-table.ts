import { monthlyCost, type StackShape } from './monthly-cost.ts';

const volumes = [1, 10, 100] as const;

/** A Markdown table: dollars a month by part, at 1, 10 and 100 GB a day. */
export function costTable(stack: StackShape): string {
  const columns = volumes.map((volume) => monthlyCost(stack, volume));
  const parts = [...new Set(columns.flatMap((column) => Object.keys(column)))];
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const total = (column: Record<string, number>) =>
    Object.values(column).reduce((a, b) => a + b, 0);
  return [
    row(['US dollars a month', ...volumes.map((volume) => `${volume} GB a day`)]),
    '|---|--:|--:|--:|',
    ...parts.map((part) => row([part, ...columns.map((column) => dollars(column[part] ?? 0))])),
    row(['**all**', ...columns.map((column) => `**${dollars(total(column))}**`)]),
  ].join('\n');
}

function dollars(amount: number): string {
  return amount < 10 ? amount.toFixed(2) : String(Math.round(amount));
}
