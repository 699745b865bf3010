import type { JsonObject } from '../../decode/decoded-event.ts';
import type { LineFormat } from '../line-format.ts';
import { readHead } from './line-head.ts';

/**
 * The last resort, which takes any line: `{time?, level?, message}` with the whole line as message, and
 * time and level where it plainly begins with them (see `readHead`).
 */
export const genericText = {
  name: 'text',
  parse(line, context): JsonObject {
    const { time, level } = readHead(line, context);
    const document: JsonObject = {};
    if (time !== undefined) document.time = time;
    if (level !== undefined) document.level = level;
    document.message = line;
    return document;
  },
} satisfies LineFormat;
