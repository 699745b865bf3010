import type { JsonObject } from '../../decode/decoded-event.ts';
import { readKeyValues } from './key-values.ts';

const CLOSE = 0x7d;
const NAME = /([^{}"=:\n]{1,100})\{/y;

/**
 * Reads the spans before a message, outermost first: `Lambda runtime invoke{requestId="..."}:load{table=
 * "orders"}: `, each with its fields and its `name`, as in tracing's JSON. Spans without fields look like
 * any word before a colon, and are left to the message.
 *
 * @returns where the text after the spans begins; `start` when there are none
 */
export function readSpans(line: string, start: number): { spans: JsonObject[]; end: number } {
  const none = { spans: [], end: start };
  const spans: JsonObject[] = [];
  let next = start;
  for (;;) {
    NAME.lastIndex = next;
    const name = NAME.exec(line)?.[1];
    if (name === undefined) return none;
    const { members, end } = readKeyValues(line, NAME.lastIndex, CLOSE);
    if (line.charCodeAt(end) !== CLOSE || line.charCodeAt(end + 1) !== 0x3a) return none;
    spans.push({ ...members, name });
    next = end + 2;
    if (line.charCodeAt(next) === 0x20) return { spans, end: next + 1 };
  }
}
