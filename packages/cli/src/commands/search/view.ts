import type { Writable } from 'node:stream';
import { styleText } from 'node:util';
import { safeText } from '../explain/view/safe-text.ts';
import type { Found, FoundEvent } from './find-events.ts';
import type { SearchQuery } from './query.ts';

/** How events are printed. */
export interface EventView {
  text: (event: FoundEvent) => string;
  end: (found: Found) => string;
}

/** Events as they were sent: a line of JSON each. */
export function jsonView(isTerminal: boolean): EventView {
  return {
    text: ({ members }) => {
      const line = JSON.stringify(members, withAllDigits);
      return `${isTerminal ? safeText(line) : line}\n`;
    },
    end: () => '',
  };
}

/** Characters of a line; `--json` shows all. */
const longestLine = 1_000;
const longestMessage = 20;

/**
 * Events for a person to read: time, log type and level in a line with the message, then the other
 * members as JSON.
 *
 * @param stream where the text will be written; it decides about colours
 */
export function readableView(
  stream: Writable,
  { timeKey, logTypeKey }: Pick<SearchQuery, 'timeKey' | 'logTypeKey'>,
): EventView {
  const dim = (text: string) => styleText('dim', text, { stream });
  const bold = (text: string) => styleText('bold', text, { stream });
  return {
    text({ timeMs, members }) {
      const { [timeKey]: time, [logTypeKey]: logType, level, message, ...others } = members;
      const when = Number.isFinite(timeMs) ? new Date(timeMs).toISOString() : asText(time);
      const facts = [asText(logType), asText(level)].filter((text) => text !== '');
      const lines = asText(message).split('\n').slice(0, longestMessage).map(shown);
      const rest = Object.keys(others).length === 0 ? '' : JSON.stringify(others, withAllDigits);
      const heading = [dim(shown(when)), bold(facts.map(shown).join('  ')), lines.join('\n   ')];
      const below = rest === '' ? '' : `   ${dim(shown(rest))}\n`;
      return `${heading.filter((part) => part !== '').join('  ')}\n${below}`;
    },
    end: ({ events, total }) => `${countText(events.length, total)}\n`,
  };
}

function countText(shownCount: number, total: number): string {
  if (total === 0) return 'nothing found: look further back with --since 30d';
  const all = total.toLocaleString('en-US');
  if (shownCount === total) return `${all} found`;
  return `the newest ${shownCount.toLocaleString('en-US')} of ${all} found (--limit shows more)`;
}

function shown(text: string): string {
  const safe = safeText(text);
  if (safe.length <= longestLine) return safe;
  const more = (safe.length - longestLine).toLocaleString('en-US');
  return `${safe.slice(0, longestLine)}... (${more} more)`;
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, withAllDigits);
}

/** JSON knows no BigInt: it stands there as a number of raw digits. */
function withAllDigits(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? rawJson(String(value)) : value;
}

const rawJson = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON;
