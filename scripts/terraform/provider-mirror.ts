import { type Dirent, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The one provider that the modules use, as a path inside a provider mirror. */
const PROVIDER = join('registry.terraform.io', 'hashicorp', 'aws');

/** Folders that hold no mirror, or in which a search could hang or take long. */
const NOT_SEARCHED =
  /^(proc|sys|dev|run|boot|lost\+found|net|afs|mnt|media|Volumes|Network|System|node_modules|\.git|\.Trash)$/;

/** Where and how long to look. The defaults fit a person's machine; tests give their own. */
export interface MirrorSearch {
  env: NodeJS.ProcessEnv;
  home: string;
  /** Folders where Terraform looks for plugins on any machine. */
  systemFolders?: string[];
  /** Folders to search when no usual one has a mirror, at most `maxDepth` levels down. */
  searchRoots?: string[];
  maxDepth?: number;
  /** For the whole search, in milliseconds. */
  limitMs?: number;
}

/** TF_MIRROR_DIR names a folder that is no mirror with the AWS provider for this platform. */
export class MirrorError extends Error {
  override name = 'MirrorError';
}

/**
 * Finds a folder that holds the AWS provider for this platform, so that Terraform need not download
 * it: TF_MIRROR_DIR, then Terraform's usual plugin folders, then a quick and shallow search.
 *
 * @returns the folder that contains `registry.terraform.io`, or undefined when there is none.
 * @throws MirrorError when TF_MIRROR_DIR is set and of no use.
 */
export function findProviderMirror(search: MirrorSearch): string | undefined {
  const named = search.env.TF_MIRROR_DIR;
  if (named) {
    if (isMirror(named)) return named;
    throw new MirrorError(
      `TF_MIRROR_DIR=${named} holds no AWS provider for ${platform()}: ` +
        `give the folder that contains ${PROVIDER}, or unset it to download the provider.`,
    );
  }
  return usualFolders(search).find(isMirror) ?? searchOnce(search);
}

function usualFolders({ env, home, systemFolders }: MirrorSearch): string[] {
  const dataHome = env.XDG_DATA_HOME || join(home, '.local', 'share');
  const dataDirs = (env.XDG_DATA_DIRS || '').split(delimiter).filter(Boolean);
  return [
    join(home, '.terraform.d', 'plugins'),
    join(home, 'Library', 'Application Support', 'io.terraform', 'plugins'),
    ...[dataHome, ...dataDirs].map((folder) => join(folder, 'terraform', 'plugins')),
    ...(systemFolders ?? [
      '/usr/share/terraform/plugins',
      '/usr/local/share/terraform/plugins',
      '/Library/Application Support/io.terraform/plugins',
    ]),
  ];
}

/** A search of the file system is made once a process; each Terraform command asks for it. */
const searches = new Map<string, string | undefined>();

function searchOnce(search: MirrorSearch): string | undefined {
  const { searchRoots = ['/', search.home], maxDepth = 3, limitMs = 1000 } = search;
  const key = JSON.stringify([searchRoots, maxDepth]);
  if (!searches.has(key)) searches.set(key, searchBreadthFirst(searchRoots, maxDepth, limitMs));
  return searches.get(key);
}

/** Level by level, so that the likely places near the top come before deep trees eat the time. */
function searchBreadthFirst(
  roots: string[],
  maxDepth: number,
  limitMs: number,
): string | undefined {
  const deadline = Date.now() + limitMs;
  let level = [...new Set(roots)];
  for (let depth = 0; depth <= maxDepth; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (Date.now() > deadline) return undefined;
      if (isMirror(folder)) return folder;
      if (depth < maxDepth) next.push(...foldersIn(folder));
    }
    level = next;
  }
  return undefined;
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !NOT_SEARCHED.test(entry.name))
    .map((entry) => join(folder, entry.name));
}

/** A mirror for another platform is worse than none: Terraform would not download instead. */
function isMirror(folder: string): boolean {
  const provider = join(folder, PROVIDER);
  if (!existsSync(provider)) return false;
  const zip = new RegExp(`^terraform-provider-aws_.*_${platform()}\\.zip$`);
  return entriesOf(provider).some(
    (entry) => zip.test(entry.name) || existsSync(join(provider, entry.name, platform())),
  );
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not ours to read, or gone meanwhile: then it holds no mirror for us.
    return [];
  }
}

/** This platform as Terraform writes it, such as `linux_amd64`. */
export function platform(): string {
  const systems: Record<string, string> = { win32: 'windows' };
  const processors: Record<string, string> = { x64: 'amd64', ia32: '386' };
  return [
    systems[process.platform] ?? process.platform,
    processors[process.arch] ?? process.arch,
  ].join('_');
}
