import { readLevel } from './level.ts';
import type { LineFormat } from './line-format.ts';

/** Any line at all: the message whole, and its level if it shows one. */
export const plainText = {
  name: 'text',
  parse(line: string) {
    const level = readLevel(line);
    return level === undefined ? { message: line } : { level, message: line };
  },
} satisfies LineFormat;
