import type { FindEvents, FoundEvent } from './find-events.ts';
import { follow } from './follow.ts';
import type { SearchQuery } from './query.ts';

const query: SearchQuery = {
  text: undefined,
  logTypes: [],
  logTypeKey: 'log_type',
  timeKey: 'time',
  sinceMs: 0,
};
const minute = 60_000;
const noon = Date.UTC(2025, 10, 21, 12);

function event(key: string, timeMs: number): FoundEvent {
  return { key, timeMs, members: {} };
}

/** What is shown, look by look, of an engine that holds these events at each look. */
async function shownOf(looks: FoundEvent[][], shown: FoundEvent[] = []): Promise<string[][]> {
  let look = 0;
  const find: FindEvents = async ({ sinceMs = 0 }) => {
    const events = (looks[look - 1] ?? []).filter(({ timeMs }) => timeMs >= sinceMs);
    return { events, total: events.length, failedShards: 0 };
  };
  const wait = async () => {
    look += 1;
    return look <= looks.length;
  };
  const keys: string[][] = [];
  for await (const fresh of follow({ find, query, shown, wait })) {
    keys.push(fresh.map(({ key }) => key));
  }
  return keys;
}

describe('follow', () => {
  const [a, b, c] = [event('a', noon), event('b', noon + 1), event('c', noon + 2)];

  test('shows each event once, and nothing that was shown before', async () => {
    expect(await shownOf([[a], [a, b], [a, b], [a, b, c]], [a])).toEqual([['b'], ['c']]);
  });

  test('shows an event that comes in after younger ones', async () => {
    const late = event('late', noon - minute / 2);
    expect(await shownOf([[b], [late, b]], [a])).toEqual([['b'], ['late']]);
  });

  test('is not led astray by an event of the future', async () => {
    const future = event('future', Date.now() + 1000 * minute);
    const present = event('present', Date.now());
    expect(await shownOf([[future], [present, future], [present, future]])).toEqual([
      ['future'],
      ['present'],
    ]);
  });

  test('forgets what lies too far back to be looked for again', async () => {
    const next = event('next', noon + 2 * minute);
    expect(
      await shownOf(
        [
          [a, next],
          [a, next],
        ],
        [a],
      ),
    ).toEqual([['next']]);
  });
});
