/** Commands in a Markdown file that are run by the tests. */
export interface TestedBlock {
  /** 1-based line of the first command. */
  line: number;
  /** What is run: the commands, with the marker's replacement made. */
  script: string;
}

const marker = '<!-- tested';
const block = /^<!-- tested(?: with (.+?) as (.+?))? -->\n+```sh\n(.*?)^```$/gms;

/**
 * The `sh` blocks of a Markdown file that are marked as tested: a comment above the block, which readers
 * of the page do not see.
 *
 *     <!-- tested -->                                    as it stands
 *     <!-- tested with sleep 60 as sleep 5 -->           with a text in it replaced
 *
 * @throws Error for a marker without a block, or one whose text is not in its block: it would test
 *   nothing without a word
 */
export function testedBlocks(markdown: string): TestedBlock[] {
  const blocks = [...markdown.matchAll(block)].map((match) => {
    const [, text, replacement = '', commands = ''] = match;
    const line = markdown.slice(0, match.index + match[0].indexOf('```')).split('\n').length + 1;
    if (text !== undefined && !commands.includes(text)) {
      throw new Error(`line ${line}: there is no ${JSON.stringify(text)} in the block`);
    }
    const script = text === undefined ? commands : commands.replaceAll(text, replacement);
    return { line, script };
  });
  const markers = markdown.split(marker).length - 1;
  if (markers !== blocks.length) {
    throw new Error(`${markers} markers, but ${blocks.length} of them before a block of sh`);
  }
  return blocks;
}

/** One script that runs the blocks in turn, as a reader would type them, and stops at a failure. */
export function scriptOf(file: string, blocks: readonly TestedBlock[]): string {
  const parts = blocks.map(({ line, script }) => `echo '== ${file}:${line}' >&2\n${script}`);
  return ['set -euo pipefail', ...parts].join('\n');
}
