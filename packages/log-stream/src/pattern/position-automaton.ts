import { anyChar, type CharSet } from './char-set.ts';
import {
  eitherOf,
  emptyFragment,
  type Fragment,
  oneAfterOther,
  plainWay,
  type Way,
} from './regex-fragment.ts';
import type { CharNode, RegexNode, RepeatNode } from './regex-syntax.ts';

/** A place in a regular expression at which a character is matched. */
export interface Position {
  set: CharSet;
  /** The repeat around it, as it is written; undefined outside of any. */
  repeat: string | undefined;
  /** The positions that a match may go on with. */
  next: Map<number, Step>;
  /** Whether a match can end here for certain: wherever that is, and where the text ends. */
  accepts: { anywhere: boolean; atEnd: boolean };
}

export interface Step {
  /** In how many ways it can be taken; 2 stands for any number above. */
  ways: number;
  /** Whether it can be taken for certain when the next character fits. */
  sure: boolean;
}

/** A pattern about which nothing can be said, for the reason in `message`, with the mend. */
export class UncheckedPatternError extends Error {
  override readonly name = 'UncheckedPatternError';
}

const mostPositions = 1000;
const anyNode: CharNode = { kind: 'char', set: anyChar, exact: true };

/**
 * The automaton of a regular expression whose states are the places in it that match a character.
 * Position 0 stands before them all; position 1 is what a search passes over before its match begins.
 * Every path that a backtracking matcher may try is a path in the automaton, and `ways` counts those
 * that differ in nothing but the parts without a character. `{2,5}` stands as `{2,}`, which only adds
 * paths; the steps added are not `sure`.
 *
 * @throws UncheckedPatternError
 */
export function positionAutomaton(node: RegexNode): Position[] {
  const builder = new Builder();
  const start = builder.position({ kind: 'char', set: [], exact: true }, undefined);
  const scan: RepeatNode = { kind: 'repeat', node: anyNode, ...anyTimes, text: '' };
  const { first, last, empty } = builder.fragment({ kind: 'sequence', nodes: [scan, node] }, '');
  for (const way of first) builder.step(start, way.position, way.sure);
  for (const way of last) builder.accept(way.position, way);
  for (const way of empty) builder.accept(start, way);
  return builder.positions;
}

const anyTimes = { least: 0, most: Number.POSITIVE_INFINITY };

class Builder {
  readonly positions: Position[] = [];

  position({ set }: CharNode, repeat: string | undefined): number {
    if (this.positions.length === mostPositions) {
      throw new UncheckedPatternError(
        `is too large: let it match fewer than ${mostPositions} characters outside of * and +`,
      );
    }
    const accepts = { anywhere: false, atEnd: false };
    this.positions.push({ set, repeat, next: new Map(), accepts });
    return this.positions.length - 1;
  }

  step(from: number, to: number, sure: boolean): void {
    const next = this.positions[from]?.next;
    const step = next?.get(to);
    next?.set(to, step ? { ways: 2, sure: step.sure || sure } : { ways: 1, sure });
  }

  accept(position: number, { sure, onlyAtEnd }: Way): void {
    const accepts = this.positions[position]?.accepts;
    if (!sure || accepts === undefined) return;
    accepts.atEnd = true;
    if (!onlyAtEnd) accepts.anywhere = true;
  }

  fragment(node: RegexNode, repeat: string | undefined): Fragment {
    switch (node.kind) {
      case 'char': {
        const way = { ...plainWay, position: this.position(node, repeat) };
        return { first: [{ ...way, sure: node.exact }], last: [way], empty: [] };
      }
      case 'start':
        return emptyFragment({ ...plainWay, onlyAtStart: true });
      case 'end':
        return emptyFragment({ ...plainWay, onlyAtEnd: true });
      case 'boundary':
        return emptyFragment({ ...plainWay, sure: false });
      case 'choice':
        return eitherOf(node.nodes.map((inner) => this.fragment(inner, repeat)));
      case 'sequence':
        return this.sequence(node.nodes, repeat);
      case 'repeat':
        return this.repeat(node, repeat);
    }
  }

  private sequence(nodes: readonly RegexNode[], repeat: string | undefined): Fragment {
    let whole = emptyFragment(plainWay);
    for (const node of nodes) whole = this.join(whole, this.fragment(node, repeat));
    return whole;
  }

  private join(a: Fragment, b: Fragment): Fragment {
    this.steps(a, b, true);
    return oneAfterOther(a, b);
  }

  private steps({ last }: Fragment, { first }: Fragment, sure: boolean): void {
    for (const end of last) {
      for (const begin of first) {
        if (end.onlyAtEnd || begin.onlyAtStart) continue; // a character lies before and behind
        this.step(end.position, begin.position, sure && end.sure && begin.sure);
      }
    }
  }

  private repeat({ node, least, most, text }: RepeatNode, outer: string | undefined): Fragment {
    if (most === 0) return emptyFragment(plainWay);
    const varies = most > Math.max(least, 1);
    const label = varies ? text : outer;
    let whole = emptyFragment(plainWay);
    for (let copy = 1; copy < least; copy += 1) {
      whole = this.join(whole, this.fragment(node, label));
    }
    const last = this.fragment(node, label);
    if (most > 1 && last.empty.length > 0) {
      throw new UncheckedPatternError(
        `repeats what may match nothing: let each round of ${text} match a character`,
      );
    }
    if (varies) this.steps(last, last, most === Number.POSITIVE_INFINITY);
    whole = this.join(whole, last);
    return least === 0 ? { ...whole, empty: [plainWay] } : whole;
  }
}
