import { ConfigError } from '../config/config-error.ts';
import type { JsonObject } from '../decode/decoded-event.ts';
import { setMember } from './common/set-member.ts';
import { levelName } from './level-name.ts';
import type { LineContext, LineFormat } from './line-format.ts';
import { lineTime } from './line-time.ts';
import { groupNames, type UserFormatOptions, userFormatProblems } from './user-format-options.ts';
import { type FieldType, readField } from './user-format-types.ts';

/** Longer than any message that CloudWatch Logs takes, in UTF-16 units. */
const longestLine = 2 ** 20;

/** Writes what a group matched into the document; false when the line is not in the format then. */
type Put = (document: JsonObject, text: string, context: LineContext) => boolean;

interface Field {
  group: string;
  put: Put;
}

/**
 * A line format out of a user's pattern. Every named group that took part in the match becomes a member
 * of the document; what the pattern matches outside of them is not kept. A level in no known spelling
 * stays as it is, under the group's own name; a line whose time is unreadable, or that is longer than a
 * mebibyte, is not in the format.
 *
 * @example
 * const shop = createUserFormat({
 *   name: 'shop',
 *   pattern: '(?<at>\\S+) (?<severity>\\w+) took (?<ms>\\d+) ms: (?<message>.*)',
 *   types: { ms: 'integer' },
 *   level: 'severity',
 *   time: 'at',
 * });
 * shop.parse('2026-11-21T04:43:28Z warn took 12 ms: slow', { timeZone: 'UTC', referenceMs: 0 });
 * // { time: '2026-11-21T04:43:28.000Z', level: 'WARN', ms: 12, message: 'slow' }
 *
 * @throws ConfigError naming everything that is wrong, with the mend: a pattern that is not valid, that
 *   names no group or that could run away (see `patternProblem`), a group or type that does not exist
 */
export function createUserFormat(options: UserFormatOptions): LineFormat {
  const problems = userFormatProblems(options);
  if (problems.length > 0) throw new ConfigError(problems);
  const pattern = new RegExp(`^(?:${options.pattern})$`, 'su');
  const fields = groupNames(options.pattern).map((group) => fieldOf(group, options));
  return {
    name: options.name,
    parse(line, context) {
      if (line.length > longestLine) return undefined;
      const groups = match(pattern, line);
      return groups && documentOf(groups, fields, context);
    },
  };
}

function fieldOf(group: string, options: UserFormatOptions): Field {
  const types: Readonly<Record<string, FieldType>> = options.types ?? {};
  const type = Object.hasOwn(types, group) ? types[group] : undefined;
  const byName = type === undefined ? group : undefined;
  if (options.level === group || (options.level === undefined && byName === 'level')) {
    return { group, put: putLevel(group) };
  }
  if (options.time === group || (options.time === undefined && byName === 'time')) {
    return { group, put: putTime };
  }
  return { group, put: putTyped(group, type ?? 'text') };
}

function putLevel(group: string): Put {
  return (document, text) => {
    const level = levelName(text);
    setMember(document, level === undefined ? group : 'level', level ?? text);
    return true;
  };
}

const putTime: Put = (document, text, context) => {
  const time = lineTime(text, context);
  if (time === undefined) return false;
  document.time = time;
  return true;
};

function putTyped(group: string, type: FieldType): Put {
  return (document, text, context) => {
    setMember(document, group, readField(type, text, context));
    return true;
  };
}

/** An accepted pattern takes linear time, but the engine's stack may still be too small for it. */
function match(pattern: RegExp, line: string) {
  try {
    return pattern.exec(line)?.groups;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Undefined when no group took part in the match, or the time cannot be read. */
function documentOf(
  groups: Readonly<Record<string, string | undefined>>,
  fields: readonly Field[],
  context: LineContext,
): JsonObject | undefined {
  let document: JsonObject | undefined;
  for (const { group, put } of fields) {
    const text = groups[group];
    if (text === undefined) continue;
    document ??= {};
    if (!put(document, text, context)) return undefined;
  }
  return document;
}
