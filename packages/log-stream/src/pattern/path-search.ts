import type { Graph } from './automaton-graph.ts';
import { CertainSets } from './certain-sets.ts';
import { UncheckedPatternError } from './position-automaton.ts';

/** Three paths over the same word, and all that certainly can be reached over it from q. */
interface Paths {
  fromPToP: number;
  fromPToQ: number;
  fromQToQ: number;
  /** Number of a set in `CertainSets`. */
  certain: number;
}

/** Steps of the search for one pattern, in all; they take about a tenth of a second. */
const mostSteps = 30_000;

/** Searches words over which an automaton has several paths. */
export class PathSearch {
  readonly #graph: Graph;
  readonly #sets: CertainSets;
  #stepsLeft = mostSteps;

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#sets = new CertainSets(graph);
  }

  /**
   * Whether a word leads from p to p, from p to q and from q to q, and still does when it has been
   * repeated, without leading from q to where the match succeeds.
   */
  multiply(p: number, q: number): boolean {
    const begun = new Set<number>();
    const open = [this.#sets.numberOf([q])];
    for (let certain = open.pop(); certain !== undefined; certain = open.pop()) {
      for (const after of this.#repeats(p, q, certain)) {
        if (this.#sets.isWithin(after, certain)) return true;
        if (begun.has(after)) continue;
        begun.add(after);
        open.push(after);
      }
    }
    return false;
  }

  /** Whether a word leads from both positions to the same one. */
  meet(a: number, b: number): boolean {
    const seen = new Set([`${a};${b}`]);
    const open: [number, number][] = [[a, b]];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      for (const [inA, inB] of this.#longerPairs(pair)) {
        if (inA === inB) return true;
        if (seen.has(`${inA};${inB}`)) continue;
        seen.add(`${inA};${inB}`);
        open.push([inA, inB]);
      }
    }
    return false;
  }

  #longerPairs([a, b]: readonly [number, number]): [number, number][] {
    const longer: [number, number][] = [];
    for (let kind = 0; kind < this.#graph.kinds; kind += 1) {
      const to = this.#graph.targets(b, kind);
      for (const inA of to.length === 0 ? [] : this.#graph.targets(a, kind)) {
        for (const inB of to) longer.push([inA, inB]);
      }
    }
    this.#spend(longer.length);
    return longer;
  }

  /** For each word found, what certainly can be reached over it from the positions `certain`. */
  #repeats(p: number, q: number, certain: number): Set<number> {
    const found = new Set<number>();
    const seen = new Set<string>();
    const open: Paths[] = [{ fromPToP: p, fromPToQ: p, fromQToQ: q, certain }];
    for (let paths = open.pop(); paths !== undefined; paths = open.pop()) {
      for (const longer of this.#longer(paths, p, q)) {
        const { fromPToP, fromPToQ, fromQToQ } = longer;
        const key = `${fromPToP};${fromPToQ};${fromQToQ};${longer.certain}`;
        if (seen.has(key)) continue;
        seen.add(key);
        open.push(longer);
        if (fromPToP === p && fromPToQ === q && fromQToQ === q) found.add(longer.certain);
      }
    }
    return found;
  }

  /** The paths that are longer by a character and can still come to their ends. */
  #longer({ fromPToP, fromPToQ, fromQToQ, certain }: Paths, p: number, q: number): Paths[] {
    const longer: Paths[] = [];
    for (let kind = 0; kind < this.#graph.kinds; kind += 1) {
      const a = this.#towards(p, fromPToP, kind);
      const b = a.length === 0 ? [] : this.#towards(q, fromPToQ, kind);
      const c = b.length === 0 ? [] : this.#towards(q, fromQToQ, kind);
      const after = c.length === 0 ? undefined : this.#sets.after(certain, kind);
      if (after === undefined) continue;
      for (const paths of combinations(a, b, c, after)) longer.push(paths);
    }
    this.#spend(longer.length);
    return longer;
  }

  #towards(goal: number, from: number, kind: number): number[] {
    const { targets, leads } = this.#graph;
    return targets(from, kind).filter((to) => to === goal || leads(to, goal));
  }

  #spend(steps: number): void {
    this.#stepsLeft -= steps + 1;
    if (this.#stepsLeft < 0) throw new UncheckedPatternError('is too intricate: make it simpler');
  }
}

function combinations(a: number[], b: number[], c: number[], certain: number): Paths[] {
  return a.flatMap((fromPToP) =>
    b.flatMap((fromPToQ) => c.map((fromQToQ) => ({ fromPToP, fromPToQ, fromQToQ, certain }))),
  );
}
