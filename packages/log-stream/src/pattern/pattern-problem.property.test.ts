import fc from 'fast-check';
import { holds } from './char-set.ts';
import { patternProblem } from './pattern-problem.ts';
import { parseRegex, type RegexNode } from './regex-syntax.ts';

class TooManySteps extends Error {}

/** Tries as a backtracking engine does, and counts the characters it looks at. */
class CountingMatcher {
  steps = 0;
  private readonly text: string;
  private readonly mostSteps: number;

  constructor(text: string, mostSteps: number) {
    this.text = text;
    this.mostSteps = mostSteps;
  }

  /** @throws TooManySteps */
  search(node: RegexNode): boolean {
    for (let at = 0; at <= this.text.length; at += 1) {
      if (this.match(node, at, () => true)) return true;
    }
    return false;
  }

  private match(node: RegexNode, at: number, then: (at: number) => boolean): boolean {
    switch (node.kind) {
      case 'char':
        this.steps += 1;
        if (this.steps > this.mostSteps) throw new TooManySteps();
        return at < this.text.length && holds(node.set, this.text.charCodeAt(at)) && then(at + 1);
      case 'start':
        return at === 0 && then(at);
      case 'end':
        return at === this.text.length && then(at);
      case 'boundary':
        throw new Error('not made by the generator');
      case 'choice':
        return node.nodes.some((inner) => this.match(inner, at, then));
      case 'sequence':
        return this.sequence(node.nodes, at, then);
      case 'repeat':
        return this.repeat(node, 0, at, then);
    }
  }

  private sequence(nodes: readonly RegexNode[], at: number, then: (at: number) => boolean) {
    const [first, ...rest] = nodes;
    if (first === undefined) return then(at);
    return this.match(first, at, (next): boolean => this.sequence(rest, next, then));
  }

  private repeat(
    node: RegexNode & { kind: 'repeat' },
    done: number,
    at: number,
    then: (at: number) => boolean,
  ): boolean {
    const again = () =>
      done < node.most &&
      this.match(
        node.node,
        at,
        (next) => (next > at || done < node.least) && this.repeat(node, done + 1, next, then),
      );
    if (done < node.least) return again();
    const lazy = /[*+?}]\?$/.test(node.text);
    return lazy ? then(at) || again() : again() || then(at);
  }
}

const quantifier = fc.constantFrom('', '', '', '*', '+', '?', '*?', '+?', '{2}', '{1,3}', '{2,}');

/** Over few letters, so that the parts of a pattern get in each other's way. */
const { pattern } = fc.letrec<{ pattern: string; term: string }>((tie) => ({
  pattern: fc
    .array(
      fc.array(tie('term'), { minLength: 1, maxLength: 4 }).map((terms) => terms.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((alternatives) => alternatives.join('|')),
  term: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc
      .tuple(fc.constantFrom('a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', ' '), quantifier)
      .map((parts) => parts.join('')),
    fc.tuple(tie('pattern'), quantifier).map(([inner, repeat]) => `(?:${inner})${repeat}`),
  ),
}));

const text = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength });
const anchored = fc.tuple(fc.boolean(), pattern).map(([whole, p]) => (whole ? `^(?:${p})$` : p));

test('an accepted pattern takes time linear in the text, wherever the text repeats itself', () => {
  const accepted = anchored.filter((source) => patternProblem(source, 'search') === undefined);
  const property = fc.property(accepted, text(3), text(4), text(2), (source, head, loop, tail) => {
    const node = parseRegex(source, false);
    const [short, middle, long] = [20, 40, 80].map((times) => {
      const matcher = new CountingMatcher(head + loop.repeat(times) + tail, 1_000_000);
      matcher.search(node);
      return matcher.steps;
    }) as [number, number, number];
    // Twice the growth for twice the text; time that grows with the square has four times.
    expect(long - middle).toBeLessThanOrEqual(2.5 * (middle - short) + 100);
  });
  fc.assert(property, { numRuns: 300 });
});

test('a pattern is taken apart as the runtime means it', () => {
  const accepted = anchored.filter((source) => patternProblem(source, 'search') === undefined);
  const property = fc.property(accepted, text(12), (source, line) => {
    const matcher = new CountingMatcher(line, 1_000_000);
    expect(matcher.search(parseRegex(source, false))).toBe(new RegExp(source, 'u').test(line));
  });
  fc.assert(property, { numRuns: 300 });
});
