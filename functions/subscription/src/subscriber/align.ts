import type { Deadline } from '@logdrive/log-stream';
import pLimit from 'p-limit';
import type { LogGroup, LogGroups, SubscriptionFilter } from './log-groups.ts';
import { allowsFilters, pipelineTag, planFilters, type Step } from './plan.ts';
import { hasTags, missingNames, type Selection, selectLogGroups } from './selection.ts';
import { emptyTally, type Tally } from './tally.ts';

export interface AlignOptions {
  logGroups: LogGroups;
  selection: Selection;
  filter: SubscriptionFilter;
  deadline: Deadline;
  /** Groups worked on at a time. Default 4. */
  concurrency?: number;
}

/** Selects nothing: what is aligned with it loses its filter. */
const nothing: Selection = { include: [], tags: {}, exclude: [] };

/**
 * Brings all log groups into line with the selection: selected ones get the filter, others lose it.
 * Selected groups come first, then those that `previous` selected, then, while there is time, all
 * others: one that lost its tag, or that an earlier run failed on, may have the filter still.
 * Each group is finished on its own, so a run that ends early leaves nothing half done.
 */
export async function alignAll(options: AlignOptions, previous = nothing): Promise<Tally> {
  const { logGroups, selection } = options;
  const all: LogGroup[] = [];
  for await (const group of logGroups.list()) all.push(group);
  const run = createRun(options);
  const { named, byTags, left } = selectLogGroups(all, selection);
  await run.each(named, (group) => run.align(group, true));
  await run.each(byTags, async (group) => run.align(group, await run.isTagged(group)));
  const before = selectLogGroups(left, previous);
  await run.each([...before.named, ...before.byTags], (group) => run.align(group, false));
  await run.each(shuffled(before.left), (group) => run.align(group, false), 'if there is time');
  run.tally.missing = missingNames(all, selection);
  return run.tally;
}

/** Takes the filter away from all groups that the present or the previous selection names. */
export async function withdraw(options: AlignOptions, previous = nothing): Promise<Tally> {
  const all: LogGroup[] = [];
  for await (const group of options.logGroups.list()) all.push(group);
  const run = createRun(options);
  const now = selectLogGroups(all, options.selection);
  const before = selectLogGroups(now.left, previous);
  const theirs = [...now.named, ...now.byTags, ...before.named, ...before.byTags];
  await run.each(theirs, (group) => run.align(group, false));
  return run.tally;
}

/** Sees to one group, as `alignAll` does to all. */
export async function alignOne(options: AlignOptions, group: LogGroup): Promise<Tally> {
  const run = createRun(options);
  const { named, byTags } = selectLogGroups([group], options.selection);
  await run.each(named, () => run.align(group, true));
  await run.each(byTags, async () => {
    if (await run.isTagged(group)) await run.align(group, true);
  });
  return run.tally;
}

function createRun({ logGroups, selection, filter, deadline, concurrency = 4 }: AlignOptions) {
  const limit = pLimit(concurrency);
  const tally = emptyTally();

  async function align(group: LogGroup, selected: boolean): Promise<void> {
    const filters = allowsFilters(group) ? await logGroups.filtersOf(group) : [];
    if (filters === undefined) return;
    if (selected) tally.selected += 1;
    const [step] = planFilters([{ group, filters, selected }], filter);
    if (step) await take(step, group);
  }

  async function take(step: Step, group: LogGroup): Promise<void> {
    switch (step.action) {
      case 'keep':
        tally.kept += 1;
        return;
      case 'report':
        tally.reported.push({ log_group: group.name, reason: step.reason, detail: step.detail });
        return;
      case 'remove':
        await logGroups.remove(group, filter.name);
        tally.removed.push(group.name);
        return;
      case 'add':
      case 'replace':
        return put(group, step.action === 'add' ? tally.added : tally.replaced);
    }
  }

  async function put(group: LogGroup, done: string[]): Promise<void> {
    if (Object.hasOwn(await logGroups.tagsOf(group), pipelineTag)) {
      tally.pipeline.push(group.name);
      return;
    }
    const outcome = await logGroups.put(group, filter);
    if (outcome === 'done') done.push(group.name);
    if (outcome === 'two_filters') {
      const detail = 'another filter was added meanwhile';
      tally.reported.push({ log_group: group.name, reason: 'two_filters', detail });
    }
  }

  return {
    tally,
    align,
    isTagged: async (group: LogGroup) => hasTags(await logGroups.tagsOf(group), selection.tags),
    async each(
      groups: readonly LogGroup[],
      work: (group: LogGroup) => Promise<void>,
      must: 'in any case' | 'if there is time' = 'in any case',
    ): Promise<void> {
      const one = async (group: LogGroup) => {
        if (deadline.remainingMs() === 0) {
          if (must === 'in any case') tally.unfinished += 1;
          return;
        }
        try {
          await work(group);
        } catch (error) {
          tally.failed.push({ log_group: group.name, error: describe(error) });
        }
      };
      await Promise.all(groups.map((group) => limit(one, group)));
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

/** So that in a large account no group is always the last one. */
function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}
