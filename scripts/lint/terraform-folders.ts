import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CLONE, ensureFolder, LOCAL } from '../paths.ts';
import type { CommandOptions } from '../processes/run-command.ts';
import { terraformEnv } from '../terraform/cli-config.ts';
import { terraform } from '../terraform/terraform.ts';

/** Folders of Terraform modules and examples, relative to the clone: `modules/x`, `examples/y`. */
export function terraformFolders(): string[] {
  return ['modules', 'examples'].flatMap((parent) =>
    readdirSync(join(CLONE, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && hasTerraform(join(CLONE, parent, entry.name)))
      .map((entry) => `${parent}/${entry.name}`)
      .sort(),
  );
}

function hasTerraform(folder: string): boolean {
  return readdirSync(folder).some((file) => file.endsWith('.tf'));
}

/** Whether `terraform test` has something to run there. */
export function hasTests(folder: string): boolean {
  const tests = join(CLONE, folder, 'tests');
  return existsSync(tests) && readdirSync(tests).some((file) => file.endsWith('.tftest.hcl'));
}

const prepared = new Map<string, Promise<CommandOptions>>();

/**
 * Initialises Terraform for one of the folders, once, and gives back where and with what environment
 * to run it. Terraform's data goes under `.local/`, so that an applied stack is not touched.
 *
 * @throws TerraformError, with Terraform's words.
 */
export function prepareFolder(folder: string): Promise<CommandOptions> {
  const started = prepared.get(folder) ?? prepare(folder);
  prepared.set(folder, started);
  return started;
}

async function prepare(folder: string): Promise<CommandOptions> {
  const env = {
    ...terraformEnv(process.env),
    TF_DATA_DIR: ensureFolder(join(LOCAL, 'terraform-checks', folder)),
  };
  const options = { cwd: join(CLONE, folder), env };
  await terraform(['init', '-backend=false', '-input=false', '-no-color'], options);
  return options;
}
