/** A fenced block of a Markdown text. */
export interface CodeBlock {
  /** First word after the fence, such as `ts`; may be empty. */
  language: string;
  /** The other words after the fence. */
  words: string[];
  /** Its lines, each with its newline. */
  code: string;
  /** Line of the fence, from 1. */
  line: number;
}

/** A block of code, and what the block after it says that it prints. */
export interface Example extends CodeBlock {
  prints: string;
}

/**
 * The fenced blocks of a Markdown text, in order.
 *
 * @throws Error for a block that is not closed
 */
export function codeBlocks(markdown: string): CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: CodeBlock | undefined;
  for (const [index, text] of markdown.split('\n').entries()) {
    const fence = /^```(.*)$/.exec(text)?.[1];
    if (fence === undefined) {
      if (open) open.code += `${text}\n`;
    } else if (open) {
      blocks.push(open);
      open = undefined;
    } else {
      const [language = '', ...words] = fence.trim().split(/\s+/);
      open = { language, words, code: '', line: index + 1 };
    }
  }
  if (open) throw new Error(`the block of line ${open.line} is not closed`);
  return blocks;
}

/** The blocks of TypeScript; a block `text` that comes next says what one prints. */
export function examples(markdown: string): Example[] {
  return codeBlocks(markdown).flatMap((block, index, blocks) => {
    if (block.language !== 'ts') return [];
    const next = blocks[index + 1];
    return [{ ...block, prints: next?.language === 'text' ? next.code : '' }];
  });
}
