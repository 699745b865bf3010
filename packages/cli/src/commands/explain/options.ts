import { parseTimestamp } from '@logdrive/log-stream';
import { UsageError } from '../../errors.ts';
import { parseOptions } from '../../parse-options.ts';
import { readSettingOptions, settingOptions } from '../../pipeline/setting-options.ts';
import type { SettingOptions } from '../../pipeline/settings.ts';
import { type InputKind, inputKinds } from './input/piece.ts';

export interface ExplainOptions extends SettingOptions {
  help: boolean;
  kind: InputKind;
  whole: boolean;
  logGroup: string | undefined;
  /** Epoch milliseconds; undefined: now. */
  arrivedMs: number | undefined;
  /** Whether to print JSON; undefined: unless on a terminal. */
  json: boolean | undefined;
  /** `-` for standard input. */
  files: string[];
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/** @throws UsageError that names the option and the mend */
export function parseExplainOptions(args: readonly string[]): ExplainOptions {
  const { values, positionals } = parseOptions('logdrive explain', args, {
    help: { ...flag, short: 'h' },
    as: text,
    whole: flag,
    'log-group': text,
    arrived: text,
    'log-types': { ...text, multiple: true },
    ...settingOptions,
    json: flag,
  });
  const { config, settings } = readSettingOptions(values);
  const logTypes = readLogTypes(values['log-types']);
  if (logTypes) settings.set('LOG_TYPES', { option: '--log-types', value: logTypes });
  return {
    help: values.help ?? false,
    kind: readKind(values.as, values.whole ?? false),
    whole: values.whole ?? false,
    logGroup: readLogGroup(values['log-group']),
    arrivedMs: readArrived(values.arrived),
    config,
    settings,
    json: values.json,
    files: positionals,
  };
}

function readKind(given: string | undefined, whole: boolean): InputKind {
  if (given === undefined) return whole ? 'line' : 'auto';
  const kind = inputKinds.find((name) => name === given);
  if (kind === undefined) {
    throw new UsageError(`--as is ${JSON.stringify(given)}: give one of ${inputKinds.join(', ')}`);
  }
  if (whole && kind !== 'line') {
    throw new UsageError(`--whole is for log lines: leave out --as ${kind}`);
  }
  return kind;
}

/** As CloudWatch Logs allows it. */
function readLogGroup(given: string | undefined): string | undefined {
  if (given === undefined || /^[\w./#-]{1,512}$/.test(given)) return given;
  const mend = 'give 1 to 512 letters, digits and . - _ / #';
  throw new UsageError(`--log-group is ${JSON.stringify(given)}: ${mend}`);
}

function readArrived(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const time = parseTimestamp(given, 'UTC');
  if (time !== undefined) return time.ms;
  const mend = 'give a time such as 2026-11-21T05:00:00Z';
  throw new UsageError(`--arrived is ${JSON.stringify(given)}: ${mend}`);
}

/** As the JSON array that the function's variable holds. */
function readLogTypes(given: readonly string[] | undefined): string | undefined {
  if (given === undefined) return undefined;
  const names = given.flatMap((list) => list.split(',')).map((name) => name.trim());
  if (names.every((name) => name !== '')) return JSON.stringify(names);
  const mend = 'give names with commas between them, or leave it out for all';
  throw new UsageError(`--log-types has an empty name: ${mend}`);
}
