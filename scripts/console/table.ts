import { stripVTControlCharacters, styleText } from 'node:util';

/** A cell; numbers are written with thousands separators. */
export type Cell = string | number;

/** What a table may be told. */
export interface TableOptions {
  /** Whether the first row is a heading; by default it is. */
  heading?: boolean;
}

/** Prints rows as aligned columns on standard output; the heading is bold on a terminal. */
export function table(rows: readonly (readonly Cell[])[], options: TableOptions = {}): void {
  const lines = formatTable(rows);
  const first = lines.shift();
  if (first === undefined) return;
  const { heading = true } = options;
  console.log(heading ? styleText('bold', first, { stream: process.stdout }) : first);
  for (const line of lines) console.log(line);
}

/**
 * The lines of a table: columns two blanks apart, a column of numbers aligned to the right (a text
 * above them, the heading, does not change that).
 */
export function formatTable(rows: readonly (readonly Cell[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const texts = rows.map((row) => Array.from({ length: columns }, (_, i) => cellText(row[i])));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...texts.map((row) => width(row[i] ?? ''))),
  );
  const toTheRight = widths.map((_, i) => isNumeric(rows.map((row) => row[i])));
  return texts.map((row) =>
    row
      .map((text, i) => pad(text, widths[i] ?? 0, toTheRight[i] ?? false))
      .join('  ')
      .trimEnd(),
  );
}

/** Whether a column holds numbers below its first row. */
function isNumeric(cells: readonly (Cell | undefined)[]): boolean {
  const body = cells.slice(1).filter((cell) => cell !== undefined && cell !== '');
  return body.length > 0 && body.every((cell) => typeof cell === 'number');
}

function cellText(cell: Cell | undefined): string {
  return typeof cell === 'number' ? cell.toLocaleString('en-US') : (cell ?? '');
}

function pad(text: string, to: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, to - width(text)));
  return right ? blanks + text : text + blanks;
}

/** Characters on a terminal, colours not counted. */
function width(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
