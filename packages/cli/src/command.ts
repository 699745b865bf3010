import type { Readable, Writable } from 'node:stream';

/** The streams of the process, or stand-ins for them. */
export interface Io {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean };
  stderr: Writable;
  /** The variables of the environment; none by default. */
  env?: Readonly<Record<string, string | undefined>>;
}

/** One thing that `logdrive` does; each has a folder under `commands/`. */
export interface Command {
  /**
   * @param args what follows the command's name
   * @returns the exit code: 0, or 1 when not all of the work could be done
   * @throws UsageError, InputError, OutputError, OutputClosedError
   */
  run(args: readonly string[], io: Io): Promise<number>;
}
