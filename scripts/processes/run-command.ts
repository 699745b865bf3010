import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stripVTControlCharacters } from 'node:util';
import { spawnGuarded } from './guarded-spawn.ts';

/** How a command is run. `logFile` gets everything it prints, after what the file holds already. */
export interface CommandOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  logFile?: string;
}

/** What a command left: `exit` is its exit code, or the name of the signal that ended it. */
export interface CommandResult {
  exit: number | string;
  stdout: string;
  stderr: string;
}

/** A command that could not be started or did not end with exit code 0. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/**
 * Runs a command to its end, under the guard (it never outlives this process).
 * Throws CommandError only when the command cannot be started; judging `exit` is the caller's part.
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const log = options.logFile && createWriteStream(options.logFile, { flags: 'a' });
  const child = spawnGuarded(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
      if (log) log.write(stripVTControlCharacters(text));
    });
  }
  try {
    const exit = await new Promise<number | string>((resolve, reject) => {
      child.once('error', (cause) => reject(notStarted(command, options.cwd, cause)));
      child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
    });
    return { exit, ...printed };
  } finally {
    if (log) await finished(log.end());
  }
}

function notStarted(command: string, cwd: string, cause: Error): CommandError {
  const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
  const why = missing ? `it is not on PATH, or there is no folder ${cwd}` : cause.message;
  return new CommandError(`${command} could not be started: ${why}`, { cause });
}

/** The last `count` lines of a text that are not blank, without colours. */
export function lastLines(text: string, count: number): string {
  const lines = stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  return lines.slice(-count).join('\n');
}
