import { patternProblem } from '../pattern/pattern-problem.ts';
import { type FieldType, fieldTypes } from './user-format-types.ts';

/** A line format as a user writes it in a configuration. */
export interface UserFormatOptions {
  /** Stands in what `explain` prints, and in problems. */
  name: string;
  /**
   * Source of a JavaScript regular expression (flags `s` and `u`) for a whole line, from its first
   * character to its last; each named group becomes a member: `(?<level>\w+) (?<message>.*)`.
   */
  pattern: string;
  /** Types of groups; a group that is not named here is text. */
  types?: Readonly<Record<string, FieldType>>;
  /** The group that holds the level, which becomes `level`; by default the group `level`, if any. */
  level?: string;
  /** The group that holds the time, which becomes `time`; by default the group `time`, if any. */
  time?: string;
}

/** What is wrong with a format that comes from a configuration, with the mend. */
export function userFormatProblems(options: UserFormatOptions): string[] {
  const { name, pattern } = options;
  if (typeof name !== 'string' || name === '') {
    return ['a format has no name: give it one, such as "shop"'];
  }
  const format = `format ${JSON.stringify(name)}`;
  if (typeof pattern !== 'string' || pattern === '') {
    return [`${format} has no pattern: give one, such as (?<level>\\w+) (?<message>.*)`];
  }
  const problem = patternProblem(pattern, 'line');
  if (problem !== undefined) return [`${format} has a pattern that ${problem}`];
  const groups = groupNames(pattern);
  if (groups.length === 0) {
    return [
      `${format} has a pattern without a named group: name what is kept, as in (?<message>.*)`,
    ];
  }
  return [...typeProblems(options, groups), ...roleProblems(options, groups)].map(
    (text) => `${format} ${text}`,
  );
}

/** The named groups of a valid pattern, in order. */
export function groupNames(pattern: string): string[] {
  // The empty alternative matches the empty text, and the match lists every group.
  return Object.keys(new RegExp(`(?:${pattern})|`, 'su').exec('')?.groups ?? {});
}

function typeProblems({ types = {} }: UserFormatOptions, groups: readonly string[]): string[] {
  return Object.entries(types).flatMap(([group, type]) => [
    ...unknownGroup('types', group, groups),
    ...(fieldTypes.includes(type)
      ? []
      : [`gives ${group} the type ${JSON.stringify(type)}: give one of ${fieldTypes.join(', ')}`]),
  ]);
}

function roleProblems(options: UserFormatOptions, groups: readonly string[]): string[] {
  return (['level', 'time'] as const).flatMap((role) => {
    const group = options[role];
    if (group === undefined || group === role) return unknownGroup(role, group, groups);
    if (!groups.includes(role)) return unknownGroup(role, group, groups);
    return [`takes ${group} for ${role}, and has a group ${role} too: name that one otherwise`];
  });
}

function unknownGroup(option: string, group: string | undefined, groups: readonly string[]) {
  if (group === undefined || groups.includes(group)) return [];
  return [`names ${JSON.stringify(group)} under ${option}: give one of ${groups.join(', ')}`];
}
