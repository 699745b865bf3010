import type { MappingFigures } from '../../local-cloud/mappings/backlog.ts';
import { count } from '../report/figures.ts';

/** One second of the run. */
export interface Moment {
  seconds: number;
  sent: number;
  /** Of each function, the way that the logs go. */
  mappings: readonly MappingFigures[];
  /** Names of the incidents that last. */
  lasting: readonly string[];
}

const barWidth = 24;

const columnWidth = 16;

/** What stands above the lines, with the names of the functions. */
export function headingOf(names: readonly string[]): string {
  const columns = names.map((name) => name.padStart(columnWidth));
  return `  time     sent ${columns.join('')}  backlog`;
}

/**
 * One line a second: ` 12 s    1,200      240 (9 s) ...  ########  OpenSearch is stopped`. Behind each
 * function's backlog stands the age of its oldest record, when it is over a second.
 */
export function lineOf({ seconds, sent, mappings, lasting }: Moment): string {
  const columns = mappings.map(({ backlog, ageMs }) => {
    const age = backlog > 0 && ageMs >= 1000 ? ` (${Math.round(ageMs / 1000)} s)` : '';
    return `${count(backlog)}${age}`.padStart(columnWidth);
  });
  const whole = mappings.reduce((sum, { backlog }) => sum + backlog, 0);
  const line = `${String(Math.round(seconds)).padStart(4)} s ${count(sent).padStart(8)} ${columns.join('')}`;
  return `${line}  ${barOf(whole).padEnd(barWidth)}  ${lasting.join(', ')}`.trimEnd();
}

/** A bar as long as the square root of the number says, so that small backlogs are seen beside large. */
export function barOf(records: number): string {
  return '#'.repeat(Math.min(barWidth, Math.round(Math.sqrt(records) / 3)));
}
