import { type ParseArgsConfig, type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './errors.ts';

type Parsed<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: T; allowPositionals: true; allowNegative: true }>
>;

/**
 * `parseArgs` for a command: options anywhere, `--no-` before a switch, everything else positional.
 *
 * @param command named in what is said of a mistake
 * @throws UsageError with the option that is wrong and the mend
 */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: T,
): Parsed<T> {
  const config = { options, allowPositionals: true, allowNegative: true } as const;
  try {
    return parseArgs({ ...config, args: [...args] } satisfies ParseArgsConfig) as Parsed<T>;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const option = /'(?:-\w, )?(--?[^\s'=]+)/.exec(message)?.[1];
    if (option === undefined || !code?.startsWith('ERR_PARSE_ARGS')) throw error;
    throw new UsageError(`${problemOf(code, option, message)}: ${command} --help lists them all`);
  }
}

function problemOf(code: string, option: string, message: string): string {
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `there is no option ${option}`;
  if (message.includes('does not take an argument')) return `${option} takes no value`;
  return `${option} needs a value`;
}
