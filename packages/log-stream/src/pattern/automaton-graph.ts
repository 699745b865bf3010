import { holds } from './char-set.ts';
import type { Position, Step } from './position-automaton.ts';

/** An automaton with all that its analysis asks for again and again. */
export interface Graph {
  positions: readonly Position[];
  /** One character of each kind that the automaton tells apart, numbered. */
  kinds: number;
  /** Whether a position matches characters of a kind. */
  matches(position: number, kind: number): boolean;
  /** Where the match goes on from a position, without those in `safe`. */
  next(position: number): readonly (readonly [position: number, step: Step])[];
  /**
   * Positions after which a match cannot fail any more, whatever follows: a matcher that gets there
   * never comes back to try another way.
   */
  safe: ReadonlySet<number>;
  /** Those of them that a character of a kind leads to. */
  targets(position: number, kind: number): readonly number[];
  /** Where the match is certain to be able to go on, those in `safe` too. */
  sureNext(position: number): readonly number[];
  /** Whether a path of at least one step leads from one position to another. */
  leads(from: number, to: number): boolean;
}

export function graphOf(positions: readonly Position[]): Graph {
  const samples = sampleCharacters(positions);
  const kindsOf = positions.map(({ set }) => samples.map((sample) => holds(set, sample)));
  const matches = (position: number, kind: number) => kindsOf[position]?.[kind] === true;
  const safe = safePositions(positions, samples.length, matches);
  const sureNext = positions.map(({ next }) => [...next].filter(([, { sure }]) => sure).map(first));
  const steps = positions.map(({ next }, from) =>
    safe.has(from) ? [] : [...next].filter(([to]) => !safe.has(to)),
  );
  const targets = steps.map((next) =>
    samples.map((_, kind) => next.map(first).filter((to) => matches(to, kind))),
  );
  const reach = positions.map((_, from) => reachable(from, (position) => steps[position] ?? []));
  return {
    positions,
    kinds: samples.length,
    matches,
    next: (from) => steps[from] ?? [],
    targets: (from, kind) => targets[from]?.[kind] ?? [],
    sureNext: (from) => sureNext[from] ?? [],
    safe,
    leads: (from, to) => reach[from]?.has(to) === true,
  };
}

function first<T>([value]: readonly [T, unknown]): T {
  return value;
}

/** The automaton's sets cut the characters into stretches; one character of each kind of stretch. */
function sampleCharacters(positions: readonly Position[]): number[] {
  const starts = new Set([0]);
  for (const { set } of positions) {
    for (const [first, last] of set) starts.add(first).add(last + 1);
  }
  const kinds = new Map<string, number>();
  for (const start of starts) {
    const kind = positions.map(({ set }) => (holds(set, start) ? '1' : '0')).join('');
    if (kind.includes('1')) kinds.set(kind, start);
  }
  return [...kinds.values()];
}

type Matches = Graph['matches'];

/** The largest set in which every position accepts, or is sure to go on, and goes on in the set. */
function safePositions(positions: readonly Position[], kinds: number, matches: Matches) {
  const safe = new Set(positions.keys());
  const stays = (position: number) => {
    const { next, accepts } = positions[position] as Position;
    if (![...next.keys()].every((to) => safe.has(to))) return false;
    if (accepts.anywhere) return true;
    const sure = [...next].filter(([, step]) => step.sure).map(([to]) => to);
    const any = Array.from({ length: kinds }, (_, kind) => sure.some((to) => matches(to, kind)));
    return accepts.atEnd && any.every(Boolean);
  };
  for (let before = -1; before !== safe.size; ) {
    before = safe.size;
    for (const position of safe) if (!stays(position)) safe.delete(position);
  }
  return safe;
}

function reachable(start: number, next: Graph['next']): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [start];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    for (const [to] of next(from)) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}
