import { UsageError } from '../errors.ts';
import type { SettingVariable } from './pipeline.ts';
import type { SettingOptions } from './settings.ts';

const text = { type: 'string' } as const;

/** For `parseOptions`: what every command takes that does what a function would do. */
export const settingOptions = {
  config: text,
  'time-zone': text,
  'log-type-key': text,
  'time-key': text,
  'log-id-key': text,
} as const;

/** Options that stand for a variable of the function. */
const variables = {
  'time-zone': 'TIME_ZONE',
  'log-type-key': 'LOG_TYPE_KEY',
  'time-key': 'TIME_KEY',
  'log-id-key': 'LOG_ID_KEY',
} as const satisfies Record<string, SettingVariable>;

type Values = { [name in keyof typeof settingOptions]?: string | undefined };

/** @throws UsageError for an option that is set to nothing */
export function readSettingOptions(values: Values): SettingOptions {
  const settings: SettingOptions['settings'] = new Map();
  for (const [name, variable] of Object.entries(variables)) {
    const value = values[name as keyof typeof variables];
    if (value === '') throw new UsageError(`--${name} is empty: leave it out for the default`);
    if (value !== undefined) settings.set(variable, { option: `--${name}`, value });
  }
  return { config: values.config, settings };
}
