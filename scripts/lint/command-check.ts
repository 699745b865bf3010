import { delimiter } from 'node:path';
import { CLONE, NODE_BIN } from '../paths.ts';
import { runCommand } from '../processes/run-command.ts';
import type { Check } from './check.ts';

/** A check that a command makes: it passes when the command ends with exit code 0. */
export function commandCheck(name: string, command: string, args: readonly string[]): Check {
  return {
    name,
    run: async () => {
      const { exit, stdout, stderr } = await runCommand(command, args, {
        cwd: CLONE,
        env: toolEnv(),
      });
      if (exit === 0) return '';
      return `${stdout}${stderr}`.trim() || `${command} ended with exit code ${exit} and no word`;
    },
  };
}

/** The tools in node_modules come first, the pinned Node among them. */
function toolEnv(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${NODE_BIN}${delimiter}${process.env.PATH ?? ''}` };
}
