import { runCommand } from '../processes/run-command.ts';

/** Runs git in a clone and gives back what it printed, without the last newline. */
export type Git = (...args: string[]) => Promise<string>;

/**
 * @param env variables beside the usual ones, such as GIT_INDEX_FILE.
 * @throws with git's words when git fails.
 */
export function gitIn(clone: string, env: NodeJS.ProcessEnv = {}): Git {
  return async (...args) => {
    const options = { cwd: clone, env: { ...process.env, ...env } };
    const { exit, stdout, stderr } = await runCommand('git', args, options);
    if (exit !== 0) throw new Error(`git ${args.join(' ')} failed (${exit}):\n${stderr}`);
    return stdout.trimEnd();
  };
}
