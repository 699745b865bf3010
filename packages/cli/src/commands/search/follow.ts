import type { FindEvents, FoundEvent } from './find-events.ts';
import type { SearchQuery } from './query.ts';

/** Events do not come in by the order of their times: so far back of the newest they are looked for again. */
const overlapMs = 60_000;
const mostAtOnce = 1_000;

export interface Follow {
  find: FindEvents;
  query: SearchQuery;
  /** Events shown already, oldest first. */
  shown: readonly FoundEvent[];
  /** Resolves when it is time to look again; false ends it. */
  wait: () => Promise<boolean>;
}

/**
 * Events that come in, each once, those of one look oldest first. An event whose time is more than a
 * minute before the newest one's is not seen; of more than 1,000 a look, the newest are.
 */
export async function* follow({ find, query, shown, wait }: Follow): AsyncGenerator<FoundEvent[]> {
  const seen = new Map(shown.map(({ key, timeMs }) => [key, timeMs]));
  const firstMs = query.sinceMs ?? 0;
  let newestMs = shown.reduce((newest, { timeMs }) => Math.max(newest, timeMs), firstMs);
  while (await wait()) {
    // An event of the future, of a clock that is wrong, must not hide those of the present.
    const sinceMs = Math.max(firstMs, Math.min(newestMs, Date.now()) - overlapMs);
    const { events } = await find({ ...query, sinceMs }, mostAtOnce);
    const fresh = events.filter(({ key }) => !seen.has(key));
    for (const { key, timeMs } of fresh) {
      seen.set(key, timeMs);
      newestMs = Math.max(newestMs, timeMs);
    }
    for (const [key, timeMs] of seen) if (timeMs < sinceMs) seen.delete(key);
    if (fresh.length > 0) yield fresh;
  }
}
