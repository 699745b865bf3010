import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { defaultKeys, type SchemaKeys } from '@logdrive/log-stream';
import { UsageError } from './usage-error.ts';

export interface DemoOptions {
  /** Which demo: a name in the registry of stacks. */
  stack: string;
  /** Files and folders to send, `-` for standard input; empty: logs of the demo's own making. */
  logs: string[];
  /** Whether the stack and the local cloud stay up. */
  keep: boolean;
  /** Whether things go wrong on purpose, on a stack of its own, whatever `stack` says. */
  chaos: boolean;
  /** The keys under which the events carry the common schema. */
  keys: SchemaKeys;
}

/**
 * Reads the demo's environment variables: STACK, LOGS, KEEP, CHAOS, LOG_TYPE_KEY, LOG_ID_KEY, TIME_KEY.
 *
 * @param clone the top folder, from which paths are read
 * @param stacks names of the demos, the default first
 * @throws UsageError with the mend
 */
export function parseOptions(
  env: NodeJS.ProcessEnv,
  clone: string,
  stacks: readonly string[],
): DemoOptions {
  const options = {
    stack: parseStack(env.STACK || stacks[0], stacks),
    logs: parseLogs(env.LOGS?.trim() ?? '', clone),
    keep: parseFlag('KEEP', env.KEEP, 'to leave the stack up'),
    chaos: parseFlag('CHAOS', env.CHAOS, 'to let things go wrong'),
    keys: parseKeys(env),
  };
  if (options.chaos && (options.keep || options.logs.length > 0)) {
    throw new UsageError('CHAOS=1 has a stack and logs of its own: leave KEEP and LOGS out');
  }
  return options;
}

function parseStack(stack: string | undefined, stacks: readonly string[]): string {
  if (stack !== undefined && stacks.includes(stack)) return stack;
  throw new UsageError(`STACK=${stack} is no demo: give one of ${stacks.join(', ')}`);
}

/** One path, which may hold blanks, or several with blanks between them. */
function parseLogs(logs: string, clone: string): string[] {
  if (logs === '') return [];
  const whole = absolute(logs, clone);
  if (logs === '-' || existsSync(whole)) return [whole];
  return logs.split(/\s+/).map((path) => {
    const file = absolute(path, clone);
    if (file === '-' || existsSync(file)) return file;
    throw new UsageError(
      `LOGS=${path} does not exist: give a file, a folder, or - for standard input`,
    );
  });
}

function absolute(path: string, clone: string): string {
  if (path === '-') return path;
  // make hands a tilde on as it is.
  return resolve(clone, path.replace(/^~(?=$|\/)/, homedir()));
}

function parseFlag(name: string, value = '', purpose = ''): boolean {
  if (['', '0', 'false', 'no'].includes(value)) return false;
  if (['1', 'true', 'yes'].includes(value)) return true;
  throw new UsageError(`${name}=${value} is neither 1 nor 0: give ${name}=1 ${purpose}`);
}

function parseKeys(env: NodeJS.ProcessEnv): SchemaKeys {
  const keys = {
    logType: env.LOG_TYPE_KEY || defaultKeys.logType,
    logId: env.LOG_ID_KEY || defaultKeys.logId,
    time: env.TIME_KEY || defaultKeys.time,
  };
  // Lines that are not JSON are wrapped, and their text is put under `message`.
  if (new Set([...Object.values(keys), 'message']).size < 4) {
    throw new UsageError(
      'LOG_TYPE_KEY, LOG_ID_KEY and TIME_KEY must differ from each other and from message',
    );
  }
  return keys;
}
