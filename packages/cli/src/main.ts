import packageJson from '../package.json' with { type: 'json' };
import type { Io } from './command.ts';
import { commands } from './commands/registry.ts';
import { InputError, OutputClosedError, OutputError, UsageError } from './errors.ts';

/**
 * Runs `logdrive <command> ...`.
 *
 * @param args what follows `logdrive` on the command line
 * @returns the exit code: 0; 1 when something could not be read or written; 2 for a call that cannot work
 */
export async function main(args: readonly string[], io: Io): Promise<number> {
  try {
    return await dispatch(args, io);
  } catch (error) {
    if (error instanceof OutputClosedError) return 0;
    const expected = [UsageError, InputError, OutputError].some((kind) => error instanceof kind);
    if (!expected) throw error;
    io.stderr.write(`logdrive: ${(error as Error).message}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function dispatch([name, ...args]: readonly string[], io: Io): Promise<number> {
  if (name === '--help' || name === '-h') {
    io.stdout.write(help());
    return 0;
  }
  if (name === '--version') {
    io.stdout.write(`${packageJson.version}\n`);
    return 0;
  }
  const command = name === undefined ? undefined : commands.get(name);
  if (command === undefined) throw new UsageError(unknown(name));
  // Each command is loaded when it is wanted: some need an AWS client.
  return (await command.load()).run(args, io);
}

function unknown(name: string | undefined): string {
  const names = [...commands.keys()].join(', ');
  if (name === undefined) return `give a command: ${names} (logdrive --help says more)`;
  return `there is no command ${JSON.stringify(name)}: give one of ${names}`;
}

function help(): string {
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(12)}${summary}`);
  return `Usage: logdrive <command> [options]

${lines.join('\n')}

logdrive <command> --help says more about a command; logdrive --version prints the version.
`;
}
