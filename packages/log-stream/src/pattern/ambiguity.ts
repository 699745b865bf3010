import type { Graph } from './automaton-graph.ts';
import { PathSearch } from './path-search.ts';
import { type Position, UncheckedPatternError } from './position-automaton.ts';

/** Two places of a regular expression that can match the same stretch of text in many ways. */
export type Ambiguity = readonly [first: Position, second: Position];

/** Ways in which the parts of a pattern that stand in no loop may match the same text, at the most. */
const mostWays = 128;

/**
 * Where a backtracking matcher may take time that grows faster than the text; undefined when its time
 * is linear. An automaton has words with unboundedly many paths if, and only if, there are positions
 * p and q, not the same, and a word that leads from p to p, from p to q and from q to q (Weber and
 * Seidl, "On the degree of ambiguity of finite automata", 1991); with boundedly many, a matcher tries
 * every character that often at the most. Only paths that fail are tried and given up, so the word
 * must not let a match that has come to q succeed.
 *
 * @throws UncheckedPatternError when the bound is too high, or finding out would take too long
 */
export function findAmbiguity(graph: Graph): Ambiguity | undefined {
  const search = new PathSearch(graph);
  const loops = [...graph.positions.keys()].filter((position) => graph.leads(position, position));
  for (const p of loops) {
    const twice = graph.next(p).find(([to, { ways }]) => ways > 1 && graph.leads(to, p));
    if (twice !== undefined) return pairOf(graph, p, twice[0]);
  }
  if (waysOutsideLoops(graph, search) > mostWays) {
    throw new UncheckedPatternError(
      'can match the same text in too many ways: let a repeat exclude what follows it, as in [^,]*,',
    );
  }
  for (const p of loops) {
    if (!branches(graph, p)) continue;
    const q = loops.find(
      (other) => other !== p && graph.leads(p, other) && search.multiply(p, other),
    );
    if (q !== undefined) return pairOf(graph, p, q);
  }
  return undefined;
}

function pairOf({ positions }: Graph, p: number, q: number): Ambiguity {
  return [positions[p] as Position, positions[q] as Position];
}

/** A path can leave another only where one character leads to two positions. */
function branches(graph: Graph, from: number): boolean {
  return kindsOf(graph).some((kind) => graph.targets(from, kind).length > 1);
}

/** Branches multiply where they meet again; the others are at most as many as the positions. */
function waysOutsideLoops(graph: Graph, search: PathSearch): number {
  let product = 1;
  for (const from of graph.positions.keys()) {
    if (product > mostWays) break;
    const twice = graph.next(from).filter(([to, { ways }]) => ways > 1 && !graph.leads(to, from));
    const meeting = kindsOf(graph).map((kind) => {
      const open = graph.targets(from, kind).filter((to) => !graph.leads(to, from));
      return open.filter((to) => open.some((other) => other !== to && search.meet(to, other)));
    });
    product *= Math.max(1, ...meeting.map(({ length }) => length)) + twice.length;
  }
  return product;
}

function kindsOf({ kinds }: Graph): number[] {
  return Array.from({ length: kinds }, (_, kind) => kind);
}
