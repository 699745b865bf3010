import { ConfigError } from '@logdrive/log-stream';
import { UsageError } from '../errors.ts';
import { readConfigFile } from './config-file.ts';
import { createPipeline, type Pipeline, type SettingVariable } from './pipeline.ts';

/** What a command was given of a function's settings. */
export interface SettingOptions {
  /** File of the function's settings. */
  config: string | undefined;
  /** Settings given as options, under the names of the function's variables. */
  settings: Map<SettingVariable, { option: string; value: string }>;
}

/**
 * What a function with these settings would do: those of the file, and over them those of the options.
 *
 * @throws UsageError, InputError
 */
export async function pipelineFor({ config, settings }: SettingOptions): Promise<Pipeline> {
  const fromFile = config === undefined ? {} : await readConfigFile(config);
  const fromOptions = [...settings].map(([variable, { value }]) => [variable, value]);
  try {
    return await createPipeline({ ...fromFile, ...Object.fromEntries(fromOptions) });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const problems = error.problems.map((problem) => inOptions(problem, settings));
    throw new UsageError(problems.join('; '));
  }
}

/** A problem in the words of the user, who may have given an option and not a variable. */
function inOptions(problem: string, settings: SettingOptions['settings']): string {
  let text = problem;
  for (const [variable, { option }] of settings) text = text.replace(variable, option);
  return text;
}
