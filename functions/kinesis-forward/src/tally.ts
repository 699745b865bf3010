import type { Account } from '@logdrive/log-stream';
import type { Answered, AnsweredTarget } from './answered.ts';
import type { Piece } from './piece.ts';
import type { Routed } from './routed.ts';

/** What became of a batch's events, counted. */
export interface Tally {
  /**
   * Over all targets: an event is quarantined when it cannot be read or any target refuses it, else
   * delivered when any target has it, else filtered.
   */
  account: Account;
  /** Events quarantined, by reason; one that two targets refuse is counted for both. */
  reasons: Record<string, number>;
  /** For each target `Delivered.<name>` and so on, which add up to the events received as well. */
  figures: Record<string, number>;
}

const fate = { filtered: 0, delivered: 1, quarantined: 2 } as const;

/** @param settled number of records, from the first on, that do not come back */
export function tallyOf(answered: Answered, settled: number): Tally {
  const { routed, targets } = answered;
  const received = routed.eventsBefore[routed.taken] ?? 0;
  const events = routed.eventsBefore[settled] ?? 0;
  const retried = received - events;
  const fates = new Uint8Array(events);
  const reasons: Record<string, number> = {};
  const unreadable = routed.unreadable.filter(({ source }) => source < settled);
  for (const { source, reject } of unreadable) {
    fates[(routed.eventsBefore[source] ?? 0) + reject.position] = fate.quarantined;
    add(reasons, reject.reason, 1);
  }
  const figures: Record<string, number> = {};
  for (const target of targets) {
    const counts = countTarget(target, routed, settled, fates, reasons);
    const quarantined = counts.refused + (target.hasList ? unreadable.length : 0);
    figures[`Delivered.${target.name}`] = counts.delivered;
    figures[`Filtered.${target.name}`] = events - counts.delivered - quarantined;
    figures[`Quarantined.${target.name}`] = quarantined;
    figures[`Retried.${target.name}`] = retried;
  }
  return { account: { received, ...countFates(fates), retried }, reasons, figures };
}

/** Counts a target's events and marks what became of them among those of all targets. */
function countTarget(
  { pieces, outcomes }: AnsweredTarget,
  routed: Routed,
  settled: number,
  fates: Uint8Array,
  reasons: Record<string, number>,
): { delivered: number; refused: number } {
  const counts = { delivered: 0, refused: 0 };
  pieces.forEach((piece, index) => {
    const outcome = outcomes[index];
    if (piece.source >= settled || outcome === undefined || outcome.status === 'retry') return;
    const refused = outcome.status === 'refused';
    const events = mark(piece, routed, fates, refused ? fate.quarantined : fate.delivered);
    counts[outcome.status] += events;
    if (refused) add(reasons, outcome.reason, events);
  });
  return counts;
}

/** @returns how many events the piece has */
function mark(
  { source, positions }: Piece,
  { eventsBefore }: Routed,
  fates: Uint8Array,
  to: number,
): number {
  const start = eventsBefore[source] ?? 0;
  if (positions !== undefined) {
    for (const position of positions) raise(fates, start + position, to);
    return positions.length;
  }
  const end = eventsBefore[source + 1] ?? start;
  for (let at = start; at < end; at += 1) raise(fates, at, to);
  return end - start;
}

function raise(fates: Uint8Array, at: number, to: number): void {
  if ((fates[at] ?? to) < to) fates[at] = to;
}

function countFates(fates: Uint8Array) {
  let delivered = 0;
  let quarantined = 0;
  for (const each of fates) {
    if (each === fate.delivered) delivered += 1;
    else if (each === fate.quarantined) quarantined += 1;
  }
  return { delivered, filtered: fates.length - delivered - quarantined, quarantined };
}

function add(counts: Record<string, number>, name: string, count: number): void {
  counts[name] = (counts[name] ?? 0) + count;
}
