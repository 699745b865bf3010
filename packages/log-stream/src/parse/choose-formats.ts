import { ConfigError } from '../config/config-error.ts';
import { createVpcFlowFormat, vpcFlow } from './aws/vpc-flow.ts';
import type { LineFormat } from './line-format.ts';
import { lineFormats } from './registry.ts';
import { createUserFormat } from './user-format.ts';
import type { UserFormatOptions } from './user-format-options.ts';

/**
 * One place in the user's order of line formats: the name of a known one, `*` for all known ones not
 * named elsewhere in the list, `-` before a name for one that is switched off, a format of the user's
 * own, or the fields of VPC flow logs in an order of the user's own, as a list or as in `log_format`.
 */
export type FormatChoice = string | UserFormatOptions | { vpc_flow: readonly string[] | string };

/**
 * The line formats that a user chose, in the order in which they are tried, for `createLineParser`.
 *
 * @example
 * chooseFormats([{ name: 'till', pattern: '(?<time>\\S+) (?<message>.*)' }, '-logfmt', '*']);
 *
 * @throws ConfigError naming every choice that is wrong, with the mend
 */
export function chooseFormats(choices: readonly FormatChoice[]): LineFormat[] {
  const problems: string[] = [];
  const named = new Set(choices.flatMap((choice) => nameIn(choice) ?? []));
  const chosen = choices.flatMap((choice) => {
    try {
      return formatsOf(choice, named);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  const names = chosen.map(({ name }) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  for (const name of new Set(twice)) {
    problems.push(`there are several formats ${JSON.stringify(name)}: give each a name of its own`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return chosen;
}

/** The known format that a choice is about. */
function nameIn(choice: FormatChoice): string | undefined {
  if (typeof choice === 'string') return choice.startsWith('-') ? choice.slice(1) : choice;
  return isFlowChoice(choice) ? vpcFlow.name : undefined;
}

function formatsOf(choice: FormatChoice, named: ReadonlySet<string>): LineFormat[] {
  if (typeof choice === 'string') return knownFormats(choice, named);
  if (typeof choice !== 'object' || choice === null || Array.isArray(choice)) {
    throw new ConfigError([
      `${JSON.stringify(choice)} is no line format: give a name or an object`,
    ]);
  }
  return [isFlowChoice(choice) ? flowFormat(choice.vpc_flow) : createUserFormat(choice)];
}

function isFlowChoice(choice: unknown): choice is { vpc_flow: unknown } {
  return typeof choice === 'object' && choice !== null && Object.hasOwn(choice, vpcFlow.name);
}

function flowFormat(given: unknown): LineFormat {
  const fields = typeof given === 'string' ? given.trim().split(/\s+/) : given;
  if (!Array.isArray(fields) || !fields.every((field) => typeof field === 'string')) {
    throw new ConfigError([
      'vpc_flow has no fields: give the log format, such as ["version","vpc-id"]',
    ]);
  }
  try {
    return createVpcFlowFormat(fields);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ConfigError([`vpc_flow: ${error.message}`]);
  }
}

function knownFormats(choice: string, named: ReadonlySet<string>): LineFormat[] {
  if (choice === '*') return lineFormats.filter(({ name }) => !named.has(name));
  const off = choice.startsWith('-');
  const name = off ? choice.slice(1) : choice;
  const format = lineFormats.find((known) => known.name === name);
  if (format === undefined) {
    const mend = 'give * or one of the names that the documentation of the line formats lists';
    throw new ConfigError([`${JSON.stringify(name)} is no known line format: ${mend}`]);
  }
  return off ? [] : [format];
}
