/** What stands in the place of a masked value. */
export const mask = '***';

/** A value that was redacted, and what stands in its place. */
export interface RedactedValue {
  text: string;
  replacement: string;
}

/** Shorter values stand in too many texts that say something else. */
const shortestCopy = 3;

/** The members in which line formats keep what they also take apart. */
const wholeTexts = ['message', 'errorMessage', 'stackTrace', 'record'];

/**
 * Replaces redacted values where they stand as whole words in the texts that line formats keep, in
 * place: a line such as `signed in user=bob password=hunter2` becomes members and stays whole as the
 * message, and an error's message is the first line of its stack trace too.
 */
export function redactCopies(
  event: Record<string, unknown>,
  redacted: readonly RedactedValue[],
): void {
  const present = wholeTexts.filter((name) => Object.hasOwn(event, name));
  if (present.length === 0) return;
  const replace = copyReplacer(redacted);
  for (const name of present) {
    const text = event[name];
    if (Array.isArray(text)) event[name] = text.map((line) => withoutCopies(line, replace));
    else event[name] = withoutCopies(text, replace);
  }
}

function withoutCopies(text: unknown, replace: (text: string) => string): unknown {
  return typeof text === 'string' ? replace(text) : text;
}

/** What is sought in a text at most: more, or longer ones, would take too long to look for. */
const mostValues = 100;
const longestValue = 1000;

function copyReplacer(redacted: readonly RedactedValue[]): (text: string) => string {
  const replacements = new Map<string, string>();
  for (const { text, replacement } of redacted) {
    if (text.length >= shortestCopy) replacements.set(text, replacement);
  }
  if (replacements.size === 0) return (text) => text;
  const values = [...replacements.keys()];
  const tooMuch = values.length > mostValues || values.some(({ length }) => length > longestValue);
  if (tooMuch) return () => mask;
  const copies = anyOf(values);
  return (text) => text.replace(copies, (copy) => replacements.get(copy) ?? mask);
}

/** Longer ones first: one may be the beginning of another. */
function anyOf(texts: readonly string[]): RegExp {
  const longestFirst = [...texts].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
}
