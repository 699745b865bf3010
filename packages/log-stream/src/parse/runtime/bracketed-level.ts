import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { withMessage } from './message.ts';

const LEVEL = /\[([A-Za-z]{3,11})\][\t ]/y;

/** `[INFO] message`: LambdaLogger of the Java runtime, and many a custom runtime. */
export const bracketedLevel: LineFormat = {
  name: 'bracketed_level',
  parse(line, context) {
    if (line.charCodeAt(0) !== 0x5b) return undefined;
    LEVEL.lastIndex = 0;
    const level = levelName(LEVEL.exec(line)?.[1]);
    if (level === undefined) return undefined;
    return withMessage({ level }, line.slice(LEVEL.lastIndex), context);
  },
};
