import { createLogTypeFilter } from '@logdrive/log-stream';
import { UsageError } from '../../errors.ts';
import { parseOptions } from '../../parse-options.ts';
import { readSettingOptions, settingOptions } from '../../pipeline/setting-options.ts';
import type { SettingOptions } from '../../pipeline/settings.ts';
import { readTime } from '../../time-option.ts';
import type { Selection } from './select.ts';
import type { After } from './sources/s3-source.ts';

export type SourceName = { bucket: string; prefix: string } | { queueUrl: string };
export type TargetName = { stream: string } | { function: string };

export interface ReplayOptions extends SettingOptions {
  help: boolean;
  /** As given, for the journal's name. */
  from: string;
  source: SourceName;
  to: string | undefined;
  target: TargetName | undefined;
  dryRun: boolean;
  selection: Selection;
  fix: string | undefined;
  /** Events a second. */
  rate: number;
  after: After;
  journal: string | undefined;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const several = { ...text, multiple: true } as const;

/** @throws UsageError that names the option and the mend */
export function parseReplayOptions(args: readonly string[], nowMs: number): ReplayOptions {
  const { values, positionals } = parseOptions('logdrive replay', args, {
    help: { ...flag, short: 'h' },
    to: text,
    'dry-run': flag,
    reason: several,
    'log-type': several,
    stream: text,
    since: text,
    until: text,
    fix: text,
    rate: text,
    after: text,
    journal: text,
    ...settingOptions,
  });
  const help = values.help ?? false;
  const dryRun = values['dry-run'] ?? false;
  const from = help ? 's3://help' : onlyOne(positionals);
  if (!help && !dryRun && values.to === undefined) {
    throw new UsageError('say where to with --to stream:NAME or --to function:NAME, or --dry-run');
  }
  return {
    help,
    from,
    source: readSource(from),
    to: values.to,
    target: values.to === undefined ? undefined : readTarget(values.to),
    dryRun,
    selection: {
      reason: readPatterns('--reason', values.reason),
      logType: readPatterns('--log-type', values['log-type']),
      stream: values.stream,
      sinceMs: readTime('--since', values.since, nowMs),
      untilMs: readTime('--until', values.until, nowMs),
    },
    fix: values.fix,
    rate: readRate(values.rate),
    after: readAfter(values.after),
    journal: values.journal,
    ...readSettingOptions(values),
  };
}

function onlyOne([source, ...others]: readonly string[]): string {
  if (source === undefined || others.length > 0) {
    throw new UsageError('give one source: s3://bucket/prefix, or the URL of an SQS queue');
  }
  return source;
}

function readSource(given: string): SourceName {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*))?$/.exec(given) ?? [];
  if (bucket !== undefined) return { bucket, prefix };
  if (/^https?:\/\/\S+\/\d{12}\/[\w-]+(?:\.fifo)?$/.test(given)) return { queueUrl: given };
  const mend = 'give s3://bucket/prefix, or the URL of an SQS queue';
  throw new UsageError(`${JSON.stringify(given)} is no source: ${mend}`);
}

function readTarget(given: string): TargetName {
  const [, kind, name] = /^(stream|function):(.+)$/.exec(given) ?? [];
  if (name !== undefined) return kind === 'stream' ? { stream: name } : { function: name };
  throw new UsageError(`--to is ${JSON.stringify(given)}: give stream:NAME or function:NAME`);
}

function readPatterns(option: string, given: readonly string[] | undefined) {
  if (given === undefined) return undefined;
  const patterns = given.flatMap((list) => list.split(',')).map((pattern) => pattern.trim());
  if (patterns.every((pattern) => pattern !== '')) return createLogTypeFilter(patterns);
  throw new UsageError(`${option} has an empty name: give names with commas between them`);
}

function readRate(given = '500'): number {
  const rate = Number(given);
  if (Number.isInteger(rate) && rate >= 1 && rate <= 1_000_000) return rate;
  throw new UsageError(`--rate is ${JSON.stringify(given)}: give events a second, such as 500`);
}

function readAfter(given = 'tag'): After {
  if (given === 'tag' || given === 'move' || given === 'keep') return given;
  throw new UsageError(`--after is ${JSON.stringify(given)}: give one of tag, move, keep`);
}
