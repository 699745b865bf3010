import type { JsonObject } from '../../decode/decoded-event.ts';
import { levelName } from '../level-name.ts';
import type { LineFormat } from '../line-format.ts';
import { beginsWithDate } from '../line-time.ts';
import { withMessage } from './message.ts';
import { readRuntimeHead } from './runtime-head.ts';

const LEVEL = /(trce|dbug|info|warn|fail|crit)(?:[\t ]|$)/y;

/** The .NET runtime's lines: `<time>\t<request id>\t<trce|dbug|info|warn|fail|crit>\t<message>`. */
export const dotnetText: LineFormat = {
  name: 'dotnet_text',
  parse(line, context) {
    if (!beginsWithDate(line)) return undefined;
    const head = readRuntimeHead(line, 0, context);
    if (head === undefined) return undefined;
    LEVEL.lastIndex = head.end;
    const level = levelName(LEVEL.exec(line)?.[1]);
    if (level === undefined) return undefined;
    const document: JsonObject = { time: head.time, level };
    if (head.requestId !== undefined) document.requestId = head.requestId;
    return withMessage(document, line.slice(LEVEL.lastIndex), context);
  },
};
