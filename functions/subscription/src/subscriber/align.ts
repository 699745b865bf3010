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
  await each(run, named, (group) => align(run, group, true));
  await each(run, byTags, async (group) => align(run, group, await isTagged(run, group)));
  const before = selectLogGroups(left, previous);
  await each(run, [...before.named, ...before.byTags], (group) => align(run, group, false));
  await each(run, shuffled(before.left), (group) => align(run, group, false), 'if there is time');
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
  await each(run, theirs, (group) => align(run, group, false));
  return run.tally;
}

/** Sees to one group, as `alignAll` does to all. */
export async function alignOne(options: AlignOptions, group: LogGroup): Promise<Tally> {
  const run = createRun(options);
  const { named, byTags } = selectLogGroups([group], options.selection);
  await each(run, named, () => align(run, group, true));
  await each(run, byTags, async () => {
    if (await isTagged(run, group)) await align(run, group, true);
  });
  return run.tally;
}

/** One invocation's work on many groups. */
interface Run extends AlignOptions {
  tally: Tally;
  limit: ReturnType<typeof pLimit>;
}

function createRun(options: AlignOptions): Run {
  return { ...options, tally: emptyTally(), limit: pLimit(options.concurrency ?? 4) };
}

/** Works on all the groups; an error of one is noted, and the others go on. */
async function each(
  { tally, limit, deadline }: Run,
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
}

async function isTagged({ logGroups, selection }: Run, group: LogGroup): Promise<boolean> {
  return hasTags(await logGroups.tagsOf(group), selection.tags);
}

async function align(run: Run, group: LogGroup, selected: boolean): Promise<void> {
  const filters = allowsFilters(group) ? await run.logGroups.filtersOf(group) : [];
  if (filters === undefined) return;
  if (selected) run.tally.selected += 1;
  const [step] = planFilters([{ group, filters, selected }], run.filter);
  if (step) await take(run, step, group);
}

async function take(run: Run, step: Step, group: LogGroup): Promise<void> {
  const { tally, logGroups, filter } = run;
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
      return put(run, group, step.action === 'add' ? tally.added : tally.replaced);
  }
}

async function put({ tally, logGroups, filter }: Run, group: LogGroup, done: string[]) {
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
