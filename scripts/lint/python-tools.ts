import { join } from 'node:path';
import { ensureVenv } from '../local-cloud/venv.ts';
import { LOCAL } from '../paths.ts';
import type { Check } from './check.ts';
import { commandCheck } from './command-check.ts';
import type { SourceFile } from './files.ts';

/** Linters that come as Python packages live in an environment of their own, made when first used. */
async function tool(name: string): Promise<string> {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  await ensureVenv(join(LOCAL, 'lint-venv'), requirements);
  return join(LOCAL, 'lint-venv', 'bin', name);
}

/** Security and good practice of the Terraform modules and examples, by `.checkov.yaml`. */
export function checkovCheck(): Check {
  // What the download would add is only shown on a paid service.
  const args = ['--config-file', '.checkov.yaml', '--skip-download'];
  return { name: 'terraform lint (checkov)', run: () => runTool('checkov', args) };
}

/** Shell scripts, by name or by first line. */
export function shellCheck(files: readonly SourceFile[]): Check {
  const scripts = files
    .filter(({ path, text }) => path.endsWith('.sh') || /^#!.*\b(ba)?sh\b/.test(text))
    .map(({ path }) => path);
  return { name: 'shell scripts', run: () => runTool('shellcheck', scripts) };
}

async function runTool(name: string, args: readonly string[]): Promise<string> {
  return commandCheck(name, await tool(name), args).run();
}
