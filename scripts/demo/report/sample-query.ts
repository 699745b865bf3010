import type { SchemaKeys } from '@logdrive/log-stream';
import { memberPath, readMember } from '../../../packages/log-stream/src/schema/member-path.ts';
import { type JsonObject, parseEvent } from '../account/log-id.ts';

/** What is looked for among the shop's logs. */
export const shopQuery = 'message:"placed by Björk" AND total.amount:>80';

const word = /\p{L}{4,20}/gu;
/** A word that does not stand for itself in a query string. */
const operators = new Set(['and', 'or', 'not', 'to']);

/** Chooses among the events that were found what to look for, so that there is a hit. */
export class SampleEvent {
  #event: JsonObject | undefined;
  #word: string | undefined;

  offer(line: Buffer): void {
    if (this.#word !== undefined) return;
    const event = parseEvent(line);
    if (event === undefined) return;
    this.#event ??= event;
    this.#word = wordOf(event.message);
    if (this.#word !== undefined) this.#event = event;
  }

  /** A query string; undefined when no event was found. */
  query({ logType }: SchemaKeys): string | undefined {
    if (this.#event === undefined) return undefined;
    if (this.#word !== undefined) return `message:${this.#word}`;
    const value = String(readMember(this.#event, memberPath(logType)));
    return `${logType}:"${value.replace(/["\\]/g, '\\$&')}"`;
  }
}

/** The longest word, which is likely to be the rarest. */
function wordOf(message: unknown): string | undefined {
  if (typeof message !== 'string') return undefined;
  const words = [...message.slice(0, 1000).matchAll(word)].map(([text]) => text);
  const usable = words.filter((text) => !operators.has(text.toLowerCase()));
  return usable.sort((a, b) => b.length - a.length)[0];
}
