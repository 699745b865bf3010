import { type Ambiguity, findAmbiguity } from './ambiguity.ts';
import { graphOf } from './automaton-graph.ts';
import { positionAutomaton, UncheckedPatternError } from './position-automaton.ts';
import { UnsupportedSyntaxError } from './regex-reader.ts';
import { parseRegex } from './regex-syntax.ts';

/**
 * How a pattern is used: `line` on a whole line (flags `su`, between `^(?:` and `)$`), `search`
 * anywhere in a text (flag `u`).
 */
export type PatternUse = 'line' | 'search';

const longestPattern = 4000;
const mend = 'let a repeat exclude what follows it, as in [^,]*,';

/**
 * What keeps a user's regular expression from being used on what logs hold; undefined when nothing
 * does. Node's engine tries one way after another, and some patterns have so many ways that a single
 * line would take minutes. An accepted pattern takes time linear in the text, whatever the text is.
 *
 * This is proved on the pattern's automaton (`findAmbiguity`), and the engine stays Node's own. What
 * was weighed against it, by size in a zip: RE2JS, a linear engine (54 KB), takes 25 times as long a
 * line; recheck (745 KB) is too large; redos-detector (28 KB) refuses what log lines need, such as
 * `\s+(.*)$`, and does not know named groups; safe-regex2 (5 KB) lets `(a|a)*` and `(.*)a(.*)b` pass.
 *
 * @returns the rest of a sentence that begins with the pattern's name, with the mend
 */
export function patternProblem(pattern: string, use: PatternUse): string | undefined {
  if (pattern.length > longestPattern) return `is longer than ${longestPattern} characters: cut it`;
  try {
    new RegExp(pattern, 'u');
    const source = use === 'line' ? `^(?:${pattern})$` : pattern;
    const ambiguity = findAmbiguity(graphOf(positionAutomaton(parseRegex(source, use === 'line'))));
    return ambiguity && runsAway(ambiguity);
  } catch (error) {
    return whyUnchecked(error);
  }
}

function whyUnchecked(error: unknown): string {
  if (error instanceof SyntaxError) {
    return `is no regular expression with the flag u: ${error.message.replace(/^.*\/u: /s, '')}`;
  }
  if (error instanceof UnsupportedSyntaxError) {
    return `has ${error.message}, which can run away: do without it`;
  }
  if (error instanceof UncheckedPatternError) return error.message;
  throw error;
}

function runsAway([{ repeat: first }, { repeat: second }]: Ambiguity): string {
  if (first === '') {
    return `can run away: ${second} is tried from every place in a text; begin the pattern with ^`;
  }
  const both = first === second ? `${first} can` : `${first} and ${second} can both`;
  return `can run away: ${both} match the same text in many ways; ${mend}`;
}
