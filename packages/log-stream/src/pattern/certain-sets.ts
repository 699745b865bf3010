import type { Graph } from './automaton-graph.ts';

/** Sets of positions that a match can reach for certain, each with a number. */
export class CertainSets {
  readonly #graph: Graph;
  readonly #sets: (readonly number[])[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #after = new Map<string, number | undefined>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  numberOf(positions: Iterable<number>): number {
    const set = [...new Set(positions)].sort((a, b) => a - b);
    const known = this.#numbers.get(set.join());
    if (known !== undefined) return known;
    this.#numbers.set(set.join(), this.#sets.length);
    return this.#sets.push(set) - 1;
  }

  isWithin(inner: number, outer: number): boolean {
    return this.#of(inner).every((position) => this.#of(outer).includes(position));
  }

  /** What is reached over one more character; undefined when the match succeeds there. */
  after(set: number, kind: number): number | undefined {
    const key = `${set};${kind}`;
    if (!this.#after.has(key)) this.#after.set(key, this.#reached(set, kind));
    return this.#after.get(key);
  }

  #reached(set: number, kind: number): number | undefined {
    const { positions, safe, sureNext, matches } = this.#graph;
    const reached = this.#of(set).flatMap((from) => sureNext(from));
    const fitting = reached.filter((to) => matches(to, kind));
    const succeeds = fitting.some((to) => safe.has(to) || positions[to]?.accepts.anywhere);
    return succeeds ? undefined : this.numberOf(fitting);
  }

  #of(set: number): readonly number[] {
    return this.#sets[set] ?? [];
  }
}
