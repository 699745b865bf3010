import { holds } from './char-set.ts';
import { parseRegex, type RegexNode } from './regex-syntax.ts';

/** Every ASCII character, and some of each kind beyond. */
const samples = [
  ...Array.from({ length: 0x100 }, (_, code) => code),
  ...[0x1680, 0x2000, 0x200a, 0x200b, 0x2028, 0x2029, 0x202f, 0x3000, 0x3042, 0xfeff],
  ...[0xd83d, 0xde00, 0x1f600, 0x10ffff],
];

function onlyChar(source: string, dotAll: boolean): RegexNode & { kind: 'char' } {
  const node = parseRegex(source, dotAll);
  const [char] = node.kind === 'sequence' ? node.nodes : [];
  if (char?.kind !== 'char') throw new Error(`not one character: ${source}`);
  return char;
}

test.each([
  'a',
  '.',
  String.raw`\.`,
  String.raw`\/`,
  String.raw`\d`,
  String.raw`\D`,
  String.raw`\s`,
  String.raw`\S`,
  String.raw`\w`,
  String.raw`\W`,
  String.raw`\t`,
  String.raw`\n`,
  String.raw`\0`,
  String.raw`\cJ`,
  String.raw`\x41`,
  String.raw`\u3042`,
  String.raw`\u{1f600}`,
  String.raw`\ud83d\ude00`,
  String.raw`\ud83d`,
  '[abc]',
  '[^abc]',
  '[a-fX]',
  '[]',
  '[^]',
  '[-a]',
  '[a-]',
  String.raw`[\]\-\b]`,
  String.raw`[\s\d_-]`,
  String.raw`[^\s"\\]`,
  String.raw`[\x00-\u{ff}]`,
  '[あ-ん😀]',
])('%s is the characters that the runtime matches', (source) => {
  for (const flags of ['u', 'su']) {
    const { set, exact } = onlyChar(source, flags === 'su');
    expect(exact).toBe(true);
    const runtime = new RegExp(`^(?:${source})$`, flags);
    for (const sample of samples) {
      expect([sample, holds(set, sample)]).toEqual([
        sample,
        runtime.test(String.fromCodePoint(sample)),
      ]);
    }
  }
});

test.each([String.raw`\p{L}`, String.raw`\P{Lu}`, String.raw`[\p{L}_]`, String.raw`[^\p{L}]`])(
  '%s may be any character',
  (source) => {
    expect(onlyChar(source, true)).toMatchObject({ exact: false, set: [[0, 0x10ffff]] });
  },
);

test.each([
  ['a*', 0, Number.POSITIVE_INFINITY],
  ['a+?', 1, Number.POSITIVE_INFINITY],
  ['a??', 0, 1],
  ['a{3}', 3, 3],
  ['a{2,}', 2, Number.POSITIVE_INFINITY],
  ['a{2,5}?', 2, 5],
])('%s repeats %d to %d times', (source, least, most) => {
  const node = parseRegex(source, true);
  expect(node).toMatchObject({ nodes: [{ kind: 'repeat', least, most, text: source }] });
});

test('takes apart groups, alternatives and assertions', () => {
  const kinds = (node: RegexNode): unknown =>
    'nodes' in node ? [node.kind, ...node.nodes.map(kinds)] : node.kind;
  expect(kinds(parseRegex(String.raw`^(?<a>x|(?:y))(z)\b$`, true))).toEqual([
    'sequence',
    'start',
    ['choice', ['sequence', 'char'], ['sequence', ['sequence', 'char']]],
    ['sequence', 'char'],
    'boundary',
    'end',
  ]);
});
