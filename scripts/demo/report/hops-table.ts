import type { Cell } from '../../console/table.ts';
import type { Hop } from '../account/hops.ts';

type Accounted = Pick<Hop, 'account' | 'next'>;

/** What came to each hop and what became of it; in each row the last three add up to the first. */
export function hopsTable(hops: readonly Accounted[]): Cell[][] {
  return [
    ['hop', 'came', 'delivered', 'filtered', 'quarantined'],
    ...hops.map(({ account: { name, counts } }) => {
      const { sent, delivered, filtered, quarantined } = counts;
      return [name, sent, delivered, filtered, quarantined];
    }),
  ];
}

/**
 * What was sent of each log type, and how much of it is at the ends of the way. All hops that stand at
 * the beginning read the same stream.
 */
export function whereaboutsTable(hops: readonly Accounted[]): Cell[][] {
  const ends = hops.filter(({ next = [] }) => next.length === 0).map(({ account }) => account);
  const sent = [...(hops[0]?.account.byLogType ?? [])].sort(([, a], [, b]) => b.sent - a.sent);
  return [
    ['events', 'sent', ...ends.map(({ name }) => `in ${name}`)],
    ...sent.map(([logType, counts]) => [
      logType,
      counts.sent,
      ...ends.map(({ byLogType }) => byLogType.get(logType)?.delivered ?? 0),
    ]),
  ];
}
