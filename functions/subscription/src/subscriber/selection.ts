import { createLogTypeFilter } from '@logdrive/log-stream';
import type { LogGroup } from './log-groups.ts';

/** Which log groups are subscribed. In all texts `*` stands for any text, none included. */
export interface Selection {
  /** Names and patterns of names. */
  include: readonly string[];
  /** A group that carries all of these tags is selected, whatever its name; none: no group is. */
  tags: Readonly<Record<string, string>>;
  /** Names and patterns of groups that are never subscribed, even when selected. */
  exclude: readonly string[];
}

export interface Selected {
  /** Selected by their names. */
  named: LogGroup[];
  /** Selected if their tags say so, see `hasTags`; empty where the selection has no tags. */
  byTags: LogGroup[];
  /** Neither: excluded, or of no interest. */
  left: LogGroup[];
}

/** Tells log groups apart by their names; order is kept. */
export function selectLogGroups(groups: Iterable<LogGroup>, selection: Selection): Selected {
  const isIncluded = matchesAny(selection.include);
  const isExcluded = matchesAny(selection.exclude);
  const tagsDecide = Object.keys(selection.tags).length > 0;
  const selected: Selected = { named: [], byTags: [], left: [] };
  for (const group of groups) {
    if (isExcluded(group.name)) selected.left.push(group);
    else if (isIncluded(group.name)) selected.named.push(group);
    else if (tagsDecide) selected.byTags.push(group);
    else selected.left.push(group);
  }
  return selected;
}

/** Whether a group's tags hold all that the selection wants; `*` in a wanted value is any text. */
export function hasTags(
  tags: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(wanted).every(
    ([key, value]) => Object.hasOwn(tags, key) && matchesAny([value])(tags[key] ?? ''),
  );
}

/** Names without a wildcard of which there is no log group (yet). */
export function missingNames(groups: Iterable<LogGroup>, selection: Selection): string[] {
  const there = new Set([...groups].map(({ name }) => name));
  return selection.include.filter((name) => !name.includes('*') && !there.has(name));
}

/** The package's filter takes an empty list for all; here it is none. */
function matchesAny(patterns: readonly string[]): (text: string) => boolean {
  return patterns.length === 0 ? () => false : createLogTypeFilter(patterns);
}
