import { codeBlocks, examples } from './code-blocks.ts';

const markdown = `# Title

\`\`\`ts
one();

two();
\`\`\`

It prints

\`\`\`text
1
2
\`\`\`

\`\`\`ts jest
three();
\`\`\`

\`\`\`
plain
\`\`\`
`;

test('finds every block, its language, words and line', () => {
  expect(codeBlocks(markdown)).toEqual([
    { language: 'ts', words: [], code: 'one();\n\ntwo();\n', line: 3 },
    { language: 'text', words: [], code: '1\n2\n', line: 11 },
    { language: 'ts', words: ['jest'], code: 'three();\n', line: 16 },
    { language: '', words: [], code: 'plain\n', line: 20 },
  ]);
});

test('knows what an example prints', () => {
  expect(examples(markdown).map(({ line, prints }) => [line, prints])).toEqual([
    [3, '1\n2\n'],
    [16, ''],
  ]);
});

test('a block that is not closed does not pass for none', () => {
  expect(() => codeBlocks('```ts\nlost();\n')).toThrow('the block of line 1 is not closed');
});
