import { anyButLineEnds, anyChar, type CharSet } from './char-set.ts';
import { readClass, readEscape } from './regex-escapes.ts';
import { RegexReader, UnsupportedSyntaxError } from './regex-reader.ts';

/** A regular expression taken apart. Groups leave no trace: what they hold stands in their place. */
export type RegexNode =
  | CharNode
  | { kind: 'start' }
  | { kind: 'end' }
  /** `\b` and `\B`. */
  | { kind: 'boundary' }
  | { kind: 'sequence'; nodes: RegexNode[] }
  | { kind: 'choice'; nodes: RegexNode[] }
  | RepeatNode;

/** One character out of a set. */
export interface CharNode {
  kind: 'char';
  set: CharSet;
  /** False where `set` is more than the characters meant, as for `\p{...}`. */
  exact: boolean;
}

export interface RepeatNode {
  kind: 'repeat';
  node: RegexNode;
  least: number;
  most: number;
  /** As it is written, for messages. */
  text: string;
}

/**
 * Takes apart the source of a regular expression that the runtime accepts with the flag `u`.
 *
 * @param dotAll whether it has the flag `s` too
 * @throws UnsupportedSyntaxError for look-around, back-references and inline flags
 */
export function parseRegex(source: string, dotAll: boolean): RegexNode {
  return readChoice(new RegexReader(source), dotAll ? anyChar : anyButLineEnds);
}

function readChoice(reader: RegexReader, dot: CharSet): RegexNode {
  const nodes: RegexNode[] = [];
  do nodes.push(readSequence(reader, dot));
  while (reader.take('|'));
  return nodes.length === 1 && nodes[0] !== undefined ? nodes[0] : { kind: 'choice', nodes };
}

function readSequence(reader: RegexReader, dot: CharSet): RegexNode {
  const nodes: RegexNode[] = [];
  while (!reader.atEnd() && !reader.sees('|') && !reader.sees(')')) {
    const from = reader.at;
    nodes.push(readQuantifier(reader, readAtom(reader, dot), from));
  }
  return { kind: 'sequence', nodes };
}

function readAtom(reader: RegexReader, dot: CharSet): RegexNode {
  if (reader.take('^')) return { kind: 'start' };
  if (reader.take('$')) return { kind: 'end' };
  if (reader.take('\\b') || reader.take('\\B')) return { kind: 'boundary' };
  if (reader.take('.')) return { kind: 'char', set: dot, exact: true };
  if (reader.take('[')) return { kind: 'char', ...readClass(reader) };
  if (reader.take('\\')) return { kind: 'char', ...readEscape(reader) };
  if (reader.take('(')) return readGroup(reader, dot);
  const codePoint = reader.codePoint();
  return { kind: 'char', set: [[codePoint, codePoint]], exact: true };
}

function readGroup(reader: RegexReader, dot: CharSet): RegexNode {
  if (reader.take('?') && !reader.take(':')) {
    if (reader.take('=') || reader.take('!')) throw new UnsupportedSyntaxError('a look-ahead');
    if (!reader.take('<')) throw new UnsupportedSyntaxError('an inline flag');
    if (reader.take('=') || reader.take('!')) throw new UnsupportedSyntaxError('a look-behind');
    reader.until('>');
  }
  const inner = readChoice(reader, dot);
  reader.take(')');
  return inner;
}

function readQuantifier(reader: RegexReader, node: RegexNode, from: number): RegexNode {
  const bounds = readBounds(reader);
  if (bounds === undefined) return node;
  reader.take('?'); // which end is tried first does not change what there is to try
  const [least, most] = bounds;
  return { kind: 'repeat', node, least, most, text: reader.textFrom(from) };
}

function readBounds(reader: RegexReader): [least: number, most: number] | undefined {
  if (reader.take('*')) return [0, Number.POSITIVE_INFINITY];
  if (reader.take('+')) return [1, Number.POSITIVE_INFINITY];
  if (reader.take('?')) return [0, 1];
  if (!reader.take('{')) return undefined;
  const [least = '', most = least] = reader.until('}').split(',');
  return [Number(least), most === '' ? Number.POSITIVE_INFINITY : Number(most)];
}
