import { alignAll, alignOne, withdraw } from './align.ts';
import type { LogGroup, LogGroups, SubscriptionFilter } from './log-groups.ts';
import { pipelineTag } from './plan.ts';
import type { Selection } from './selection.ts';

const ours: SubscriptionFilter = {
  name: 'ours',
  destinationArn: 'arn:stream',
  roleArn: 'arn:role',
  pattern: '',
};
const other = (name: string) => ({ ...ours, name, destinationArn: `arn:${name}` });

interface Stored {
  filters?: SubscriptionFilter[];
  tags?: Record<string, string>;
  logGroupClass?: string;
  /** What every call about the group throws. */
  error?: Error;
}

/** CloudWatch Logs in memory; `calls` are those that change something or cost a look. */
function cloud(stored: Record<string, Stored>) {
  const calls: string[] = [];
  const of = (call: string, { name }: LogGroup): Stored => {
    calls.push(`${call} ${name}`);
    const group = stored[name] ?? {};
    if (group.error) throw group.error;
    return group;
  };
  const logGroups: LogGroups = {
    async *list(prefix = '') {
      for (const [name, { logGroupClass = 'STANDARD' }] of Object.entries(stored)) {
        if (name.startsWith(prefix)) yield { name, arn: `arn:${name}`, logGroupClass };
      }
    },
    tagsOf: async (group) => of('tags', group).tags ?? {},
    filtersOf: async (group) => of('filters', group).filters ?? [],
    async put(group, filter) {
      const found = of('put', group);
      const rest = (found.filters ?? []).filter(({ name }) => name !== filter.name);
      if (rest.length > 1) return 'two_filters';
      found.filters = [...rest, filter];
      return 'done';
    },
    async remove(group, filterName) {
      const found = of('remove', group);
      found.filters = (found.filters ?? []).filter(({ name }) => name !== filterName);
    },
  };
  const subscribed = () =>
    Object.keys(stored).filter((name) => stored[name]?.filters?.some((f) => f.name === 'ours'));
  return { logGroups, calls, subscribed };
}

const selection: Selection = { include: ['/app/*'], tags: {}, exclude: ['/app/own'] };
const deadlineIn = (remaining: () => number) => ({
  remainingMs: remaining,
  signal: new AbortController().signal,
});
const inTime = deadlineIn(() => 60_000);
const options = (logGroups: LogGroups, changes = {}) => ({
  logGroups,
  selection,
  filter: ours,
  deadline: inTime,
  ...changes,
});

describe('alignAll', () => {
  test('subscribes what is selected and could be, reports what could not', async () => {
    const { logGroups, subscribed, calls } = cloud({
      '/app/new': {},
      '/app/beside': { filters: [other('a')] },
      '/app/there': { filters: [ours] },
      '/app/stale': { filters: [{ ...ours, destinationArn: 'arn:old' }] },
      '/app/full': { filters: [other('a'), other('b')] },
      '/app/cold': { logGroupClass: 'INFREQUENT_ACCESS' },
      '/app/own': {},
      '/app/sibling': { tags: { [pipelineTag]: 'archive' } },
      elsewhere: {},
    });
    const tally = await alignAll(options(logGroups));
    expect(tally).toEqual({
      selected: 7,
      kept: 1,
      added: ['/app/new', '/app/beside'],
      replaced: ['/app/stale'],
      removed: [],
      pipeline: ['/app/sibling'],
      missing: [],
      reported: [
        { log_group: '/app/full', reason: 'two_filters', detail: 'a, b' },
        { log_group: '/app/cold', reason: 'log_group_class', detail: 'INFREQUENT_ACCESS' },
      ],
      failed: [],
      unfinished: 0,
    });
    expect(subscribed()).toEqual(['/app/new', '/app/beside', '/app/there', '/app/stale']);
    expect(calls).not.toContain('filters /app/cold');
  });

  test('changes nothing when run again', async () => {
    const { logGroups, calls } = cloud({ '/app/a': {}, '/app/b': {}, elsewhere: {} });
    await alignAll(options(logGroups));
    calls.length = 0;
    const tally = await alignAll(options(logGroups));
    expect(tally).toMatchObject({ kept: 2, added: [], replaced: [], removed: [] });
    expect(calls.filter((call) => !call.startsWith('filters'))).toEqual([]);
  });

  test('selects by tags, and takes the filter from a group that lost them', async () => {
    const { logGroups, subscribed } = cloud({
      a: { tags: { logs: 'central' } },
      b: { tags: { logs: 'local' }, filters: [ours] },
    });
    const tally = await alignAll(
      options(logGroups, { selection: { include: [], tags: { logs: 'central' }, exclude: [] } }),
    );
    expect(tally).toMatchObject({ selected: 1, added: ['a'], removed: ['b'] });
    expect(subscribed()).toEqual(['a']);
  });

  test('a narrower selection takes the filters of what it dropped, first of all others', async () => {
    const { logGroups, calls, subscribed } = cloud({
      ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`any${i}`, {}])),
      '/old/a': { filters: [ours, other('x')] },
      '/app/own': { filters: [ours] },
    });
    const previous = { include: ['/old/*', '/app/*'], tags: {}, exclude: [] };
    const tally = await alignAll(options(logGroups), previous);
    expect(tally.removed.sort()).toEqual(['/app/own', '/old/a']);
    expect(calls.slice(0, 2)).toEqual(['filters /old/a', 'filters /app/own']);
    expect(subscribed()).toEqual([]);
  });

  test('finds what an earlier run left over', async () => {
    const { logGroups } = cloud({ forgotten: { filters: [ours] }, fine: {} });
    expect((await alignAll(options(logGroups))).removed).toEqual(['forgotten']);
  });

  test('a group that fails takes no other with it', async () => {
    const { logGroups, subscribed } = cloud({
      '/app/a': {},
      '/app/bad': { error: new Error('denied') },
      '/app/c': {},
    });
    const tally = await alignAll(options(logGroups));
    expect(tally.failed).toEqual([{ log_group: '/app/bad', error: 'Error: denied' }]);
    expect(subscribed()).toEqual(['/app/a', '/app/c']);
  });

  test('counts what the time was too short for, selected groups only, and goes on next time', async () => {
    const { logGroups, subscribed } = cloud({ '/app/a': {}, '/app/b': {}, '/app/c': {}, x: {} });
    let looks = 0;
    const deadline = deadlineIn(() => (looks++ < 2 ? 1000 : 0));
    const tally = await alignAll(options(logGroups, { deadline, concurrency: 1 }));
    expect(tally).toMatchObject({ added: ['/app/a', '/app/b'], unfinished: 1, failed: [] });
    expect(await alignAll(options(logGroups))).toMatchObject({ kept: 2, added: ['/app/c'] });
    expect(subscribed()).toHaveLength(3);
  });

  test('names groups that are asked for and not there', async () => {
    const { logGroups } = cloud({ a: {} });
    const named = { include: ['a', 'b', 'c*'], tags: {}, exclude: [] };
    expect((await alignAll(options(logGroups, { selection: named }))).missing).toEqual(['b']);
  });

  test('a filter that somebody adds meanwhile is reported, not fought', async () => {
    const { logGroups } = cloud({ '/app/a': {} });
    const raced = { ...logGroups, put: async () => 'two_filters' as const };
    const { reported, added } = await alignAll(options(raced));
    expect([reported[0]?.reason, added]).toEqual(['two_filters', []]);
  });
});

test('withdraw takes its own filters only, of the present and the previous selection', async () => {
  const { logGroups, subscribed, calls } = cloud({
    '/app/a': { filters: [ours, other('x')] },
    '/app/own': {},
    '/old/a': { filters: [ours] },
    unrelated: { filters: [ours] },
  });
  const previous = { include: ['/old/*'], tags: {}, exclude: [] };
  const tally = await withdraw(options(logGroups), previous);
  expect(tally.removed).toEqual(['/app/a', '/old/a']);
  expect(subscribed()).toEqual(['unrelated']);
  expect(calls).not.toContain('filters unrelated');
});

describe('alignOne', () => {
  const one = async (name: string, stored: Stored, tags = {}) => {
    const { logGroups, calls } = cloud({ [name]: stored });
    const group = { name, arn: '', logGroupClass: 'STANDARD' };
    const tally = await alignOne(options(logGroups, { selection: { ...selection, tags } }), group);
    return { tally, calls };
  };

  test('subscribes a selected group', async () => {
    expect((await one('/app/new', {})).tally.added).toEqual(['/app/new']);
    expect((await one('x', { tags: { a: '1' } }, { a: '*' })).tally.added).toEqual(['x']);
  });

  test('leaves others alone', async () => {
    expect((await one('/app/own', {})).calls).toEqual([]);
    expect((await one('x', { tags: { b: '1' } }, { a: '*' })).calls).toEqual(['tags x']);
  });
});
