import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CACHE, ensureFolder, LOCAL } from '../paths.ts';
import { findProviderMirror, type MirrorSearch } from './provider-mirror.ts';

/** The clone's folders that Terraform's set-up is written to. */
export interface TerraformFolders {
  local: string;
  cache: string;
}

/**
 * An environment in which Terraform finds its providers: `base`, changed only where needed.
 *
 * - A mirror that TF_MIRROR_DIR names is used, by a CLI configuration written into the clone.
 * - Otherwise a person's own CLI configuration is left alone (TF_CLI_CONFIG_FILE, ~/.terraformrc).
 *   A TF_CLI_CONFIG_FILE that points at no file is dropped: Terraform warns of it on every call.
 * - Otherwise a mirror is looked for, and used in the same way.
 * - Otherwise Terraform downloads, into a cache inside the clone unless TF_PLUGIN_CACHE_DIR is set.
 */
export function terraformEnv(
  base: NodeJS.ProcessEnv,
  search: MirrorSearch = { env: base, home: homedir() },
  folders: TerraformFolders = { local: LOCAL, cache: CACHE },
): NodeJS.ProcessEnv {
  const { TF_CLI_CONFIG_FILE: given, ...env } = base;
  const ownConfig = given !== undefined && existsSync(given);
  const kept = ownConfig ? { ...env, TF_CLI_CONFIG_FILE: given } : env;
  const leaveAlone = ownConfig || existsSync(join(search.home, '.terraformrc'));
  const mirror = leaveAlone && !search.env.TF_MIRROR_DIR ? undefined : findProviderMirror(search);
  if (mirror !== undefined) {
    return { ...env, TF_CLI_CONFIG_FILE: writeCliConfig(mirror, folders.local) };
  }
  if (leaveAlone || env.TF_PLUGIN_CACHE_DIR) return kept;
  return {
    ...kept,
    TF_PLUGIN_CACHE_DIR: ensureFolder(join(folders.cache, 'terraform-plugins')),
    // Lock files are not kept here, and without one Terraform ignores the cache.
    TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: '1',
  };
}

/**
 * Both blocks are needed: without the `exclude` Terraform would ask the registry as well, and fail
 * where there is none.
 */
function writeCliConfig(mirror: string, folder: string): string {
  const provider = '"registry.terraform.io/hashicorp/aws"';
  const text = `# Written by scripts/terraform/cli-config.ts.
provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = [${provider}]
  }
  direct {
    exclude = [${provider}]
  }
}
`;
  const file = join(ensureFolder(folder), 'terraform.rc');
  // Another command may be reading it: replace it in one step.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}
