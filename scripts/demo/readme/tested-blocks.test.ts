import { scriptOf, testedBlocks } from './tested-blocks.ts';

const page = `# Title

\`\`\`sh
rm -rf /
\`\`\`

<!-- tested -->
\`\`\`sh
make build
cd examples
\`\`\`

Then:

<!-- tested with sleep 60 as true -->

\`\`\`sh
sleep 60
echo done
\`\`\`
`;

test('finds the marked blocks, with their replacements', () => {
  expect(testedBlocks(page)).toEqual([
    { line: 9, script: 'make build\ncd examples\n' },
    { line: 18, script: 'true\necho done\n' },
  ]);
});

test('runs them in turn and stops at a failure', () => {
  expect(scriptOf('README.md', testedBlocks(page))).toBe(
    "set -euo pipefail\necho '== README.md:9' >&2\nmake build\ncd examples\n\n" +
      "echo '== README.md:18' >&2\ntrue\necho done\n",
  );
});

test('a page without marked blocks has none', () => {
  expect(testedBlocks('```sh\nls\n```\n')).toEqual([]);
});

test.each([
  ['<!-- tested -->\ntext\n```sh\nls\n```\n', '1 markers, but 0'],
  ['<!-- tested -->\n```hcl\nls\n```\n', '1 markers, but 0'],
  ['<!-- tested: -->\n```sh\nls\n```\n', '1 markers, but 0'],
  ['<!-- tested with a as b -->\n```sh\nls\n```\n', 'line 3: there is no "a" in the block'],
])('a marker that would test nothing is an error: %j', (text, message) => {
  expect(() => testedBlocks(text)).toThrow(message);
});
