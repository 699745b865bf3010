import type { StoredDocument } from '../stored-documents.ts';
import type { LogLine } from './own-log.ts';

/** An event in the quarantine. */
export interface Quarantined {
  reason: string;
  detail: string;
  /** The event as it was sent. */
  line: string;
}

/** Where the events of a shard are in the end. */
export interface Whereabouts {
  found: readonly StoredDocument[];
  quarantined: readonly Quarantined[];
  log: readonly LogLine[];
}

/**
 * Holds what was sent against where it is: sent = found + quarantined, nothing twice, and the
 * function's own figures say the same.
 *
 * @param sent the events as they were sent, each with a `log_id`
 * @throws Error that names what is missing, foreign, or there more than once
 */
export function checkAccounted(sent: readonly string[], where: Whereabouts): void {
  const { found, quarantined, log } = where;
  const times = new Map(sent.map((line) => [logIdOf(line), 0]));
  const foreign: string[] = [];
  for (const id of [
    ...found.map(({ source }) => source.log_id as string),
    ...quarantined.map(({ line }) => logIdOf(line)),
  ]) {
    const before = times.get(id);
    if (before === undefined) foreign.push(id);
    else times.set(id, before + 1);
  }
  const having = (test: (count: number) => boolean) =>
    [...times].filter(([, count]) => test(count)).map(([id]) => id);
  const problems = [
    ...naming(
      'missing',
      having((count) => count === 0),
    ),
    ...naming(
      'there more than once',
      having((count) => count > 1),
    ),
    ...naming('foreign', foreign),
    ...differing('delivered', total(log, 'EventsDelivered'), found.length),
    ...differing('quarantined', total(log, 'EventsQuarantined'), quarantined.length),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

function logIdOf(line: string): string {
  return JSON.parse(line).log_id;
}

function naming(problem: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [`${ids.length} events ${problem}: ${ids.slice(0, 10).join(' ')}`];
}

function total(log: readonly LogLine[], metric: 'EventsDelivered' | 'EventsQuarantined'): number {
  return log.reduce((sum, line) => sum + (line[metric] ?? 0), 0);
}

function differing(name: string, said: number, is: number): string[] {
  return said === is ? [] : [`the function says ${said} events ${name}, there are ${is}`];
}
