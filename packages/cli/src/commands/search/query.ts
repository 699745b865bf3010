/** Which events are looked for. */
export interface SearchQuery {
  /** Query string; undefined: all. */
  text: string | undefined;
  /** Empty: all. */
  logTypes: readonly string[];
  logTypeKey: string;
  timeKey: string;
  /** Epoch milliseconds, inclusive. */
  sinceMs?: number | undefined;
  /** Epoch milliseconds, exclusive. */
  untilMs?: number | undefined;
}

/** The body of a search for the newest events, newest first. */
export function searchBody(query: SearchQuery, size: number): object {
  const { text, timeKey, sinceMs, untilMs } = query;
  const range = {
    ...(sinceMs !== undefined && { gte: new Date(sinceMs).toISOString() }),
    ...(untilMs !== undefined && { lt: new Date(untilMs).toISOString() }),
  };
  const filter = [
    { range: { [timeKey]: range } },
    ...logTypeFilter(query),
    // Lenient: a word is no number, and that is no reason to find nothing.
    ...(text === undefined ? [] : [{ query_string: { query: text, lenient: true } }]),
  ];
  return {
    size,
    track_total_hits: true,
    query: { bool: { filter } },
    sort: [{ [timeKey]: { order: 'desc', unmapped_type: 'date' } }],
  };
}

/** Without the templates, log types are texts with a `keyword` beside them. */
function logTypeFilter({ logTypes, logTypeKey }: SearchQuery): object[] {
  if (logTypes.length === 0) return [];
  const should = [logTypeKey, `${logTypeKey}.keyword`].map((key) => ({
    terms: { [key]: logTypes },
  }));
  return [{ bool: { should, minimum_should_match: 1 } }];
}
